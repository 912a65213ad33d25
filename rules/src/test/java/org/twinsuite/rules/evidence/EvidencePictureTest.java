package org.twinsuite.rules.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.twinsuite.rules.fact.Forecast;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class EvidencePictureTest {

  private static final Instant AT = Instant.parse("2026-01-02T03:00:00Z");

  @Test
  void drawsSamplesLimitsAndInterval() throws Exception {
    Document svg =
        parse(
            evidence(
                List.of(
                    new Observation("rul", 40, "h", "good", AT.plusSeconds(3600), 2),
                    new Observation("rul", 50, "h", "good", AT, 1)),
                new Forecast(
                    "t:1", "rul", 40, 30, 55, 0.9, "h", "m", "x", "1", null, AT, 3, null, AT, 2)));
    assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(2);
    assertThat(svg.getElementsByTagName("line").getLength()).isEqualTo(2);
    // the older, higher value stands left and further up
    String[] points =
        svg.getElementsByTagName("polyline")
            .item(0)
            .getAttributes()
            .getNamedItem("points")
            .getNodeValue()
            .split("[ ,]");
    assertThat(Double.parseDouble(points[0])).isLessThan(Double.parseDouble(points[2]));
    assertThat(Double.parseDouble(points[1])).isLessThan(Double.parseDouble(points[3]));
  }

  @Test
  void saysThatThereAreNoSamplesAndEscapesText() throws Exception {
    Document svg = parse(evidence(List.of(), null));
    assertThat(svg.getDocumentElement().getTextContent())
        .contains("no samples")
        .contains("a < b & c");
  }

  private static Evidence evidence(List<Observation> observations, Forecast forecast) {
    return new Evidence(
        "R",
        "1",
        "hash",
        "a < b & c",
        observations,
        List.of(new Threshold("alarm limit", 48, "h", "forecasts.csv row 2")),
        forecast,
        null,
        "c",
        AT);
  }

  private static Document parse(Evidence evidence) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(EvidencePicture.svg(evidence))));
  }
}
