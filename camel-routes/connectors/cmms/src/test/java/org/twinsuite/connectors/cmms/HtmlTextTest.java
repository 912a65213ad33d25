package org.twinsuite.connectors.cmms;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HtmlTextTest {

  @Test
  void markupOfAStrangerIsText() {
    assertThat(HtmlText.of("<img src=x onerror=\"alert('1')\"> & more\nline"))
        .isEqualTo("&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; more<br />line");
  }

  @Property
  void whatAReaderSeesIsWhatWasWritten(@ForAll String text) {
    String written = text.replace("\r\n", "\n");
    assertThat(HtmlText.plain(HtmlText.of(text))).isEqualTo(written);
    assertThat(HtmlText.of(text).replace(HtmlText.BREAK, "")).doesNotContain("<", ">");
  }

  @Test
  void aTextIsFoundHoweverAnEditorBrokeItsLines() {
    String note = "Alarm again: p > 4 bar\nSeen by shift A";
    assertThat(HtmlText.shows("old<br />" + HtmlText.of(note), note)).isTrue();
    assertThat(
            HtmlText.shows(
                "<div>old</div>\n<div>Alarm again:&nbsp;p &gt; 4 bar</div><div>Seen by shift A</div>"
                    + "<!-- RICH TEXT -->",
                note))
        .isTrue();
    assertThat(HtmlText.shows("<p>Alarm again</p>", note)).isFalse();
  }

  @Test
  void markupOfTheSystemIsLeftOut() {
    assertThat(HtmlText.plain("<div>Seal&nbsp;leaks</div><p>twice</p><!-- RICH TEXT -->"))
        .isEqualTo("Seal leaks\ntwice\n");
  }
}
