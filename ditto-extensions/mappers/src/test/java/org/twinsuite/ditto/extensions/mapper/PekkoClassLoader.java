package org.twinsuite.ditto.extensions.mapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * Ditto 3.0.0 as if it were one of the later versions: all its classes, and Akka itself, renamed to
 * Pekko while they are loaded.
 */
final class PekkoClassLoader extends URLClassLoader {

  private static final String PEKKO = "org/apache/pekko/";
  private static final Pattern AKKA_NAME = Pattern.compile("\\bakka\\.([A-Za-z0-9_.$]+)");
  private static final Remapper TO_PEKKO =
      new Remapper() {
        @Override
        public String map(String name) {
          return name.startsWith("akka/") ? PEKKO + name.substring("akka/".length()) : name;
        }
      };

  PekkoClassLoader(URL[] classPath) {
    super(classPath, ClassLoader.getPlatformClassLoader());
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    String path = name.replace('.', '/');
    String source = path.startsWith(PEKKO) ? "akka/" + path.substring(PEKKO.length()) : path;
    if (path.startsWith("akka/")) {
      throw new ClassNotFoundException(name + ": there is no Akka here");
    }
    try (InputStream in = getResourceAsStream(source + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      ClassWriter writer = new ClassWriter(0);
      new ClassReader(in).accept(new ClassRemapper(writer, TO_PEKKO), 0);
      byte[] renamed = writer.toByteArray();
      return defineClass(name, renamed, 0, renamed.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  @Override
  public URL findResource(String name) {
    URL found = super.findResource(name);
    return found == null || !name.endsWith(".conf") ? found : renamed(found);
  }

  @Override
  public Enumeration<URL> findResources(String name) throws IOException {
    List<URL> found = Collections.list(super.findResources(name));
    if (name.endsWith(".conf")) {
      found.replaceAll(this::renamed);
    }
    return Collections.enumeration(found);
  }

  /** A configuration with the classes' other names; its keys stay. */
  private URL renamed(URL configuration) {
    try (InputStream in = configuration.openStream()) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String other =
          AKKA_NAME
              .matcher(text)
              .replaceAll(
                  found ->
                      super.findResource("akka/" + found.group(1).replace('.', '/') + ".class")
                              == null
                          ? Matcher.quoteReplacement(found.group())
                          : "org.apache.pekko." + Matcher.quoteReplacement(found.group(1)));
      Path file = Files.createTempFile("renamed", ".conf");
      file.toFile().deleteOnExit();
      Files.writeString(file, other);
      return file.toUri().toURL();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
