package org.twinsuite.connectors.scada;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.twinsuite.connectors.ConnectorFailure;

/**
 * The {@code check} command: reads a tag map, connects to each source whatever its protocol, reads
 * each tag once, and prints a table. Ends with 0 if every tag has a good value, 1 if not, 2 if the
 * map is wrong.
 */
public final class TagCheck {

  private static final String ROW = "%-5s %-12s %-40s %-32s %-14s %-10s %s%n";

  private final PrintWriter out;
  private int bad;

  private TagCheck(PrintWriter out) {
    this.out = out;
  }

  public static void main(String[] args) {
    System.exit(run(args, new PrintWriter(System.out, true)));
  }

  /** As {@link #main}, with the result instead of an end. */
  public static int run(String[] args, PrintWriter out) {
    if (args.length != 1) {
      out.println("give the tag map: a file or classpath:NAME");
      return 2;
    }
    try {
      return run(TagMapFile.read(args[0]), out);
    } catch (IllegalArgumentException e) {
      out.println(e.getMessage());
      return 2;
    }
  }

  /** Reads each tag of a map once; 0 if every tag has a good value, 1 if not. */
  public static int run(TagMap map, PrintWriter out) {
    return new TagCheck(out).check(map);
  }

  private int check(TagMap map) {
    out.printf(ROW, "line", "source", "tag", "thing/feature", "value", "unit", "quality");
    TagsResolver resolver = new TagsResolver();
    for (String source : map.sources().keySet().stream().sorted().toList()) {
      List<Tag> tags = map.of(source);
      try (TagConnection connection = resolver.open(map, source, InstantSource.system())) {
        connection.read(tags).forEach(this::print);
      } catch (ConnectorFailure e) {
        bad += tags.size();
        out.printf("      %-12s not read: %s%n", source, e.getMessage());
      }
    }
    resolver.warnings(map).forEach(warning -> out.printf("warning: %s%n", warning));
    out.printf("%d tags, %d without a good value%n", map.tags().size(), bad);
    out.flush();
    return bad == 0 ? 0 : 1;
  }

  private void print(TagSample sample) {
    Tag tag = sample.tag();
    bad += sample.quality().isGood() ? 0 : 1;
    String value =
        sample.value() instanceof Double number
            ? String.format(Locale.ROOT, "%.6g", number)
            : String.valueOf(sample.value());
    String unit = tag.unit() == null ? "" : tag.unit();
    String target = tag.thing() + "/" + tag.feature();
    out.printf(
        ROW, tag.line(), tag.source(), tag.address(), target, value, unit, sample.quality().code());
  }
}
