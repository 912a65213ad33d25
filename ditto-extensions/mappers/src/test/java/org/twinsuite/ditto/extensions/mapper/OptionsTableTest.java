package org.twinsuite.ditto.extensions.mapper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.twinsuite.ditto.extensions.option.Option;
import org.twinsuite.ditto.extensions.twin.TwinOptions;

/** The README's table is the options. */
class OptionsTableTest {

  @Test
  void readmeShowsTheOptions() throws IOException {
    StringBuilder table =
        new StringBuilder("| Mapper | Option | Default | Meaning |\n|---|---|---|---|\n");
    for (MapperFormat format : HostilePayloadsTest.formats()) {
      rows(format.alias(), format.ownOptions(), table);
    }
    rows("each", TwinOptions.ALL, table);

    assertThat(Files.readString(Path.of("README.md"))).contains(table.toString());
  }

  private static void rows(String mapper, List<Option<?>> options, StringBuilder table) {
    for (Option<?> option : options) {
      table.append(
          "| %s | `%s` | `%s` | %s |\n"
              .formatted(mapper, option.name(), option.fallback(), option.description()));
    }
  }
}
