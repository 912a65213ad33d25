package org.twinsuite.connectors.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens {@code classpath:NAME} or a file, as UTF-8. */
public final class Location {

  private static final String CLASSPATH = "classpath:";

  private Location() {}

  /**
   * @throws IOException if there is nothing at the location
   */
  public static Reader open(String location) throws IOException {
    if (!location.startsWith(CLASSPATH)) {
      return Files.newBufferedReader(Path.of(location));
    }
    String name = location.substring(CLASSPATH.length());
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    InputStream stream = context == null ? null : context.getResourceAsStream(name);
    if (stream == null) {
      stream = Location.class.getClassLoader().getResourceAsStream(name);
    }
    if (stream == null) {
      throw new IOException("not on the class path: " + name);
    }
    return new InputStreamReader(stream, StandardCharsets.UTF_8);
  }
}
