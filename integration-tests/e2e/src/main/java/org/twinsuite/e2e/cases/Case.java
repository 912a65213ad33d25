package org.twinsuite.e2e.cases;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * An input of the real world with its right answer: a folder with {@code case.yaml} and the files
 * it names. The format is described in the module's README.
 *
 * @param name of the folder
 * @param kind what reads the input
 * @param inputs messages or files, in order
 * @param options of what reads it, as its documentation names them; never null
 * @param clock time at which it is read; null = when the input was received does not matter
 * @param expect what must come out: every field named here, others do not matter
 * @param reason why this is the right answer, with the clause of the standard
 */
public record Case(
    String name,
    String kind,
    List<Input> inputs,
    JsonNode options,
    Instant clock,
    JsonNode expect,
    String reason) {

  /**
   * A message or file.
   *
   * @param name of the file; empty if the content stands in the case itself
   * @param headers of the message; never null
   */
  public record Input(String name, byte[] content, Map<String, String> headers) {
    public String text() {
      return new String(content, StandardCharsets.UTF_8);
    }
  }

  private record Written(
      String kind,
      List<WrittenInput> inputs,
      JsonNode options,
      String clock,
      JsonNode expect,
      String reason) {}

  private record WrittenInput(
      String file,
      String text,
      String base64,
      @JsonProperty("lines-of") String linesOf,
      Map<String, String> headers) {}

  private static final YAMLMapper YAML = new YAMLMapper();

  /**
   * Reads a case.
   *
   * @throws IllegalArgumentException naming the folder and what is wrong with it
   */
  public static Case read(Path folder) throws IOException {
    Written written;
    try {
      written = YAML.readValue(folder.resolve("case.yaml").toFile(), Written.class);
    } catch (com.fasterxml.jackson.core.JacksonException unreadable) {
      throw new IllegalArgumentException(
          folder.getFileName() + "/case.yaml: " + unreadable.getOriginalMessage(), unreadable);
    }
    if (written.kind() == null || written.expect() == null || written.inputs() == null) {
      throw new IllegalArgumentException(
          folder.getFileName() + "/case.yaml: needs kind, inputs and expect");
    }
    List<Input> inputs = new ArrayList<>();
    for (WrittenInput input : written.inputs()) {
      Map<String, String> headers = input.headers() == null ? Map.of() : input.headers();
      if (input.linesOf() != null) {
        for (String line : Files.readAllLines(folder.resolve(input.linesOf()))) {
          if (!line.isBlank()) {
            inputs.add(new Input(input.linesOf(), line.getBytes(StandardCharsets.UTF_8), headers));
          }
        }
      } else if (input.file() != null) {
        inputs.add(
            new Input(input.file(), Files.readAllBytes(folder.resolve(input.file())), headers));
      } else if (input.base64() != null) {
        inputs.add(new Input("", Base64.getDecoder().decode(input.base64()), headers));
      } else if (input.text() != null) {
        inputs.add(new Input("", input.text().getBytes(StandardCharsets.UTF_8), headers));
      } else {
        throw new IllegalArgumentException(
            folder.getFileName() + "/case.yaml: an input needs file, lines-of, text or base64");
      }
    }
    return new Case(
        folder.getFileName().toString(),
        written.kind(),
        inputs,
        written.options() == null ? YAML.createObjectNode() : written.options(),
        written.clock() == null ? null : Instant.parse(written.clock()),
        written.expect(),
        written.reason() == null ? "" : written.reason());
  }
}
