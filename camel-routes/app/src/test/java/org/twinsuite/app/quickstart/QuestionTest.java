package org.twinsuite.app.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class QuestionTest {
  private final StringWriter out = new StringWriter();
  private final Question question = new Question("Where is Ditto?", "http://localhost:8080");

  @Test
  void aFlagIsNotAskedFor() throws IOException {
    // WHEN, THEN
    assertThat(ask("http://ditto", "other\n")).isEqualTo("http://ditto");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void whoAnswersNothingGetsTheDefault() throws IOException {
    // WHEN, THEN
    assertThat(ask(null, "\n")).isEqualTo("http://localhost:8080");
    assertThat(ask(null, "")).isEqualTo("http://localhost:8080");
    assertThat(out.toString()).contains("Where is Ditto? [http://localhost:8080]: ");
  }

  @Test
  void anAnswerIsTaken() throws IOException {
    // WHEN, THEN
    assertThat(ask(null, "  http://ditto:8080 \n")).isEqualTo("http://ditto:8080");
  }

  @Test
  void withoutATerminalNothingIsAsked() throws IOException {
    // WHEN, THEN
    assertThat(question.answer(null, null, new PrintWriter(out)))
        .isEqualTo("http://localhost:8080");
    assertThat(out.toString()).isEmpty();
  }

  private String ask(String given, String typed) throws IOException {
    PrintWriter writer = new PrintWriter(out);
    String answer = question.answer(given, new BufferedReader(new StringReader(typed)), writer);
    writer.flush();
    return answer;
  }
}
