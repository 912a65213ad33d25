package org.twinsuite.pipeline.config;

import java.util.stream.Collectors;

/** The options as a Markdown table, so that the documentation cannot differ from the code. */
public final class OptionsTable {
  private OptionsTable() {}

  /** Header and one line per option of {@link AppOptions#ALL}. */
  public static String markdown() {
    return "| Option | Default | Meaning |\n|---|---|---|\n"
        + AppOptions.ALL.stream()
            .map(
                option ->
                    "| `%s` | %s | %s |\n"
                        .formatted(
                            option.name(),
                            option.defaultValue() == null
                                ? "required"
                                : option.defaultValue().isEmpty()
                                    ? ""
                                    : '`' + option.defaultValue() + '`',
                            option.description().replace("|", "\\|")))
            .collect(Collectors.joining());
  }
}
