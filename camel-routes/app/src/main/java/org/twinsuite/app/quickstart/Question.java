package org.twinsuite.app.quickstart;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;

/**
 * One question with its default.
 *
 * @param text what is asked
 * @param preset the answer when nothing else is said
 */
record Question(String text, String preset) {

  /**
   * Asks, unless the answer was given before.
   *
   * @param given from the command line; {@code null} asks
   * @param in {@code null} when there is nobody to ask
   */
  String answer(String given, BufferedReader in, PrintWriter out) throws IOException {
    if (given != null) {
      return given.strip();
    }
    if (in == null) {
      return preset;
    }
    out.printf("%s [%s]: ", text, preset);
    out.flush();
    String line = in.readLine();
    return line == null || line.isBlank() ? preset : line.strip();
  }
}
