package org.twinsuite.connectors.cmms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrderTextTest {

  @Test
  void keepsWhatFits() {
    assertThat(OrderText.shorten("Replace  bearing\n", 40)).isEqualTo("Replace bearing");
  }

  @Test
  void shortensVisiblyAndNeverSplitsACharacter() {
    assertThat(OrderText.shorten("0123456789", 6)).isEqualTo("01234…");
    assertThat(OrderText.shorten("0123😀6789", 6)).isEqualTo("0123…");
  }
}
