package org.twinsuite.ditto.extensions.mapper;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
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
}
