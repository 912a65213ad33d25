package org.twinsuite.rules.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.twinsuite.rules.action.Notify;
import org.twinsuite.rules.evidence.Evidence;
import org.twinsuite.rules.evidence.Observation;

class PlainTextTest {

  @ParameterizedTest
  @CsvSource({
    "flow, flow",
    "Gerät 温度 😀, Gerät 温度 😀",
    "'a\nb\tc', 'a b c'",
    "'a\u0000b', 'a?b'",
    "'a\u202Etxt.exe', 'a?txt.exe'",
    "'a\u200Bb', 'a?b'",
    "'a\ud83d', 'a?'",
    "1234567890123456789012345678901, 12345678901234567890123456789…",
  })
  void showsWhatIsPrintable(String text, String shown) {
    assertThat(PlainText.of(text, 30)).isEqualTo(shown);
  }

  @Property
  void isShortAndCanBeWritten(@ForAll String text, @ForAll @IntRange(min = 2, max = 50) int most) {
    String shown = PlainText.of(text, most);
    assertThat(shown.length()).isLessThanOrEqualTo(most);
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(shown)).isTrue();
    assertThat(shown.chars()).noneMatch(Character::isISOControl);
    assertThat(PlainText.of(shown, most)).isEqualTo(shown);
  }

  /** What devices send reaches notices and evidence only as plain text. */
  @ParameterizedTest
  @ValueSource(strings = {"a\u202Eb\u0007", "<script>\n\n\nWHY: all is well", "\ud83d"})
  void textOfDevicesIsPlainWhereverPeopleReadIt(String foreign) {
    String huge = foreign + "x".repeat(100_000);
    Instant at = Instant.EPOCH;
    DataQuality quality = new DataQuality("t:1", "f", huge, huge, at, 1);
    Observation observation = new Observation(huge, 1, huge, huge, at, 1);
    Evidence evidence =
        new Evidence("R", "1", "h", huge, List.of(observation), null, null, null, huge, at);
    Notify notice = new Notify("t:1", "m", 1, "REF", "me", huge, at, evidence);
    for (String shown :
        List.of(quality.code(), quality.text(), notice.text(), evidence.summary())) {
      assertThat(shown).hasSizeLessThanOrEqualTo(2000);
      assertThat(shown.codePoints()).noneMatch(PlainTextTest::isHarmful);
    }
    assertThat(evidence.toText()).hasSizeLessThan(5000);
    assertThat(evidence.toText().lines()).filteredOn(l -> l.startsWith("WHY:")).hasSize(1);
    assertThat(evidence.toText().replace("\n", "").codePoints())
        .noneMatch(PlainTextTest::isHarmful);
  }

  private static boolean isHarmful(int c) {
    return Character.isISOControl(c)
        || Character.getType(c) == Character.FORMAT
        || Character.getType(c) == Character.SURROGATE;
  }
}
