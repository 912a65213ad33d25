package org.twinsuite.rules.pack.parse;

import java.util.Set;

/**
 * Failure mode codes of ISO 14224:2016, Annex B.2.6 (rotating, mechanical, and control equipment).
 */
final class FailureCodes {

  static final Set<String> ISO_14224 =
      Set.of(
          "AIR", "BRD", "ELF", "ELP", "ELU", "ERO", "FTC", "FTF", "FTI", "FTO", "FTR", "FTS", "HIO",
          "INL", "IHT", "LOO", "NOI", "NOO", "OHE", "OTH", "PDE", "PLU", "POW", "SBU", "SER", "SPO",
          "STD", "STP", "UNK", "UST", "VIB");

  private FailureCodes() {}
}
