package org.twinsuite.sandbox.cmms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The metadata of SAP's services, where it is at hand. */
final class SapMetadata {
  private SapMetadata() {}

  /** The folder with the EDMX files beside or above the project. */
  static Optional<Path> folder() {
    return Stream.iterate(Path.of("").toAbsolutePath(), dir -> dir != null, Path::getParent)
        .flatMap(dir -> Stream.of(dir.resolve("facts/sap"), dir.resolve("shared/facts/sap")))
        .filter(dir -> Files.isRegularFile(dir.resolve("API_MAINTNOTIFICATION.edmx")))
        .findFirst();
  }

  static EdmxCheck read(Path folder, String file) {
    try {
      return EdmxCheck.read(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
