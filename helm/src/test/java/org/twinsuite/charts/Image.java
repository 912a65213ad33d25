package org.twinsuite.charts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An image as the build left it in a tar file (OCI layout). */
final class Image {
  private static final JsonMapper JSON = new JsonMapper();

  private final Path folder;
  private final JsonNode manifest;
  private final JsonNode config;

  private Image(Path folder) throws IOException {
    this.folder = folder;
    JsonNode index = JSON.readTree(folder.resolve("index.json").toFile());
    this.manifest = blob(index.at("/manifests/0/digest").asText());
    this.config = blob(manifest.at("/config/digest").asText());
  }

  /**
   * Opens the image of a module.
   *
   * @param module such as {@code camel-routes/app}
   * @param folder empty folder that gets its parts
   */
  static Image of(String module, Path folder) {
    Path tar = Path.of("..", module, "target", "jib-image.tar").toAbsolutePath().normalize();
    if (!Files.exists(tar)) {
      throw new AssertionError(tar + " is missing: package the module " + module + " first");
    }
    try {
      untar(tar, folder);
      return new Image(folder);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private JsonNode blob(String digest) throws IOException {
    return JSON.readTree(file(digest).toFile());
  }

  private Path file(String digest) {
    return folder.resolve("blobs").resolve(digest.replace(':', '/'));
  }

  /** What runs, as whom, and so on: {@code config} of the OCI image specification. */
  JsonNode config() {
    return config.get("config");
  }

  String created() {
    return config.get("created").asText();
  }

  List<String> entrypoint() {
    List<String> words = new ArrayList<>();
    config().get("Entrypoint").forEach(word -> words.add(word.asText()));
    return words;
  }

  /** Compressed layers from the lowest to the highest. */
  List<Path> layers() {
    List<Path> layers = new ArrayList<>();
    manifest.get("layers").forEach(layer -> layers.add(file(layer.get("digest").asText())));
    return layers;
  }

  /** Lays all layers over each other, as a container sees them. */
  void unpack(Path root) {
    layers().forEach(layer -> untar(layer, root));
  }

  private static void untar(Path tar, Path folder) {
    lines("tar", "--warning=no-unknown-keyword", "-xf", tar.toString(), "-C", folder.toString());
  }

  /** Entries of a layer, as {@code tar -tv} tells them. */
  static List<String> entries(Path layer) {
    return lines(
        "tar",
        "--warning=no-unknown-keyword",
        "--utc",
        "--full-time",
        "--numeric-owner",
        "-tvf",
        layer.toString());
  }

  private static List<String> lines(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes());
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", command) + ": " + output);
      }
      return output.lines().toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
