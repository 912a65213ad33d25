package org.twinsuite.rules.pack.parse;

import java.util.Locale;
import java.util.Set;
import org.twinsuite.rules.pack.row.Derivation;
import org.twinsuite.rules.table.RowReader;

/** Reads rows of table derived. */
final class DerivationRows {

  private static final Set<String> KINDS =
      Set.of("ratio", "deviation", "scatter", "apart", "together");
  private static final int MAX_SAMPLES = 10_000;

  private DerivationRows() {}

  static Derivation read(RowReader row) {
    String kind = row.oneOf("kind", KINDS);
    String by = row.optional("by");
    boolean two = "ratio".equals(kind) || "together".equals(kind);
    if (two == by.isEmpty()) {
      row.error(
          "by", "names the second signal of ratio and together, and is empty for the other kinds");
    }
    boolean learns = !"ratio".equals(kind) && !"apart".equals(kind);
    if (!learns) {
      for (String unused : Set.of("learn", "smooth", "band")) {
        if (!row.optional(unused).isEmpty()) {
          row.error(unused, "has no meaning for a " + kind + "; leave it empty");
        }
      }
    }
    String name = row.one("name");
    String of = row.one("of");
    if (name.equals(of) || name.equals(by)) {
      row.error("name", "must differ from the signals it is computed from");
    }
    return new Derivation(
        row.word("class"),
        name,
        KINDS.contains(kind)
            ? Derivation.Kind.valueOf(kind.toUpperCase(Locale.ROOT))
            : Derivation.Kind.RATIO,
        of,
        by,
        learns ? row.whole("learn", 3, MAX_SAMPLES) : 0,
        learns ? row.whole("smooth", 1, MAX_SAMPLES) : 0,
        learns ? row.positive("band") : Double.NaN,
        row.origin());
  }
}
