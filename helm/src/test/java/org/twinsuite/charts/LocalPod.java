package org.twinsuite.charts;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rendered pod as a process of this machine: the entry point of its image with the arguments,
 * environment and mounts of the pod. Paths of the container stand below a folder.
 */
final class LocalPod {
  private static final Pattern CONTAINER_PATH =
      Pattern.compile(
          "(?<![\\w./-])/(?=(app|etc/twinsuite|etc/predictors|data|models|tmp)(/|\\b))");
  private final Manifests manifests;
  private final Map<String, Map<String, byte[]>> secrets;
  private final Path image;
  private final List<String> entrypoint;

  /**
   * @param image folder with the unpacked image
   * @param secrets content of the Secrets that exist, by name
   */
  LocalPod(
      Manifests manifests,
      Map<String, Map<String, byte[]>> secrets,
      Path image,
      List<String> entrypoint) {
    this.manifests = manifests;
    this.secrets = secrets;
    this.image = image;
    this.entrypoint = entrypoint;
  }

  /**
   * Starts the only container of a pod.
   *
   * @param owner such as {@code StatefulSet/plant}
   * @param root folder for this pod; keeps what the pod writes
   */
  Process start(String owner, Path root) throws IOException {
    PodTemplateSpec pod = manifests.pods().get(owner);
    Container container = pod.getSpec().getContainers().get(0);
    Files.createDirectories(root);
    if (!Files.exists(root.resolve("app"))) {
      Files.createSymbolicLink(root.resolve("app"), image.resolve("app"));
    }
    for (VolumeMount mount : container.getVolumeMounts()) {
      mount(volume(pod, mount.getName()), root.resolve(mount.getMountPath().substring(1)), root);
    }
    Path classPath = root.resolve("class-path");
    Files.writeString(
        classPath, inside(Files.readString(image.resolve("app/jib-classpath-file")), root));

    List<String> command = new ArrayList<>();
    for (String word : entrypoint) {
      if (word.equals("java")) {
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // What the container's limit would do.
        command.add(
            "-XX:MaxRAM="
                + container.getResources().getLimits().get("memory").getNumericalAmount());
      } else if (word.equals("@/app/jib-classpath-file")) {
        command.add("@" + classPath);
      } else if (Runtime.version().feature() >= 23
          || !word.matches("--(enable-native|sun-misc).*")) {
        command.add(word);
      }
    }
    container.getArgs().forEach(arg -> command.add(inside(arg, root)));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(root.toFile())
            .redirectErrorStream(true)
            .redirectOutput(root.resolve("log").toFile());
    builder.environment().clear();
    for (EnvVar variable : container.getEnv()) {
      builder.environment().put(variable.getName(), value(variable, root));
    }
    builder
        .environment()
        .merge(
            "JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + root.resolve("tmp"), (a, b) -> a + ' ' + b);
    return builder.start();
  }

  private String value(EnvVar variable, Path root) {
    if (variable.getValue() != null) {
      return inside(variable.getValue(), root);
    }
    SecretKeySelector secret = variable.getValueFrom().getSecretKeyRef();
    return secret == null
        ? "pod-0"
        : new String(secrets.get(secret.getName()).get(secret.getKey()), StandardCharsets.UTF_8);
  }

  private static Volume volume(PodTemplateSpec pod, String name) {
    return pod.getSpec().getVolumes().stream()
        .filter(volume -> volume.getName().equals(name))
        .findFirst()
        .orElseGet(Volume::new);
  }

  private void mount(Volume volume, Path folder, Path root) throws IOException {
    Files.createDirectories(folder);
    if (volume.getConfigMap() != null) {
      Map<String, String> data =
          manifests.one(ConfigMap.class, volume.getConfigMap().getName()).getData();
      for (Map.Entry<String, String> file : data.entrySet()) {
        Files.writeString(folder.resolve(file.getKey()), inside(file.getValue(), root));
      }
    }
    if (volume.getProjected() != null) {
      for (var source : volume.getProjected().getSources()) {
        write(source.getSecret().getName(), folder);
      }
    }
    if (volume.getSecret() != null) {
      write(volume.getSecret().getSecretName(), folder);
    }
  }

  private void write(String secret, Path folder) throws IOException {
    for (Map.Entry<String, byte[]> file : secrets.get(secret).entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
  }

  /** Paths of the container, as they are on this machine. */
  private static String inside(String text, Path root) {
    return CONTAINER_PATH.matcher(text).replaceAll(Matcher.quoteReplacement(root + "/"));
  }
}
