package org.twinsuite.charts;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Helm 3 in this process. */
final class HelmThree implements HelmTool {

  private static final String HOOK = "helm.sh/hook: ";
  private static final String NO_HOOK = "helm.sh/no-hook: ";
  private static final Path COPIES = Path.of("target", "helm3").toAbsolutePath();

  /** Skips the test on platforms the native library was not declared for. */
  static HelmThree orSkip() {
    String platform =
        System.getProperty("os.name").toLowerCase(Locale.ROOT)
            + '/'
            + System.getProperty("os.arch");
    Assumptions.assumeTrue(
        platform.equals("linux/amd64"),
        () -> "Helm 3 in process is declared for linux/amd64 only, this is " + platform);
    return new HelmThree();
  }

  @Override
  public String render(Path chart, Path values, Map<String, String> set) {
    TemplateCommand command =
        new Helm(withoutHooks(chart))
            .template()
            .withName("plant")
            .withNamespace("twins")
            .withKubeVersion(HelmFour.KUBERNETES);
    if (values != null) {
      command.withValuesFile(values);
    }
    // The library looks for a cluster also when it only renders; there is none.
    command.set(chart.endsWith("twinsuite") ? "checkCluster" : "twinsuite.checkCluster", "false");
    HelmTool.withRegistry(chart, set).forEach(command::set);
    try {
      return command.call().replace(NO_HOOK, HOOK);
    } catch (RuntimeException refused) {
      throw new Refused(refused.getMessage(), refused);
    }
  }

  /** The library leaves out hooks, so they are none in a copy. */
  private static synchronized Path withoutHooks(Path chart) {
    Path copy = COPIES.resolve(chart.getFileName());
    try (Stream<Path> files = Files.walk(chart)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = copy.resolve(chart.relativize(file));
        Files.createDirectories(target.getParent());
        if (file.toString().endsWith(".tgz")) {
          Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        } else {
          Files.writeString(target, Files.readString(file).replace(HOOK, NO_HOOK));
        }
      }
      return copy;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public String toString() {
    return "Helm 3";
  }
}
