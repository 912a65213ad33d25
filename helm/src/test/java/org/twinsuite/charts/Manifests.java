package org.twinsuite.charts;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Rendered objects, read with the classes of the Kubernetes model. */
record Manifests(List<HasMetadata> objects) {
  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  static Manifests read(String yaml) {
    List<HasMetadata> objects = new ArrayList<>();
    for (String document : yaml.split("(?m)^---\\s*$")) {
      if (document.lines().anyMatch(line -> !line.isBlank() && !line.startsWith("#"))) {
        HasMetadata object = YAML.unmarshal(document);
        if (object instanceof GenericKubernetesResource unknown) {
          throw new IllegalArgumentException(
              "unknown kind " + unknown.getApiVersion() + ' ' + unknown.getKind());
        }
        objects.add(object);
      }
    }
    return new Manifests(objects);
  }

  <T extends HasMetadata> List<T> of(Class<T> kind) {
    return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  <T extends HasMetadata> T one(Class<T> kind, String name) {
    return of(kind).stream()
        .filter(object -> object.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no " + kind.getSimpleName() + ' ' + name));
  }

  /** Pods of workloads, jobs and tests by the name of their owner. */
  Map<String, PodTemplateSpec> pods() {
    Map<String, PodTemplateSpec> pods = new TreeMap<>();
    for (HasMetadata object : objects) {
      String name = object.getKind() + '/' + object.getMetadata().getName();
      if (object instanceof StatefulSet set) {
        pods.put(name, set.getSpec().getTemplate());
      } else if (object instanceof Deployment deployment) {
        pods.put(name, deployment.getSpec().getTemplate());
      } else if (object instanceof Job job) {
        pods.put(name, job.getSpec().getTemplate());
      } else if (object instanceof Pod pod) {
        pods.put(
            name,
            new PodTemplateSpecBuilder()
                .withMetadata(pod.getMetadata())
                .withSpec(pod.getSpec())
                .build());
      }
    }
    return pods;
  }

  static Stream<Container> containers(PodTemplateSpec pod) {
    return Stream.concat(
        pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream());
  }
}
