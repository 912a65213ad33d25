package org.twinsuite.rules.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
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
    assertThat(svg.getElementsByTagName("polygon").getLength()).isEqualTo(1);
    assertThat(svg.getElementsByTagName("polyline").getLength()).isEqualTo(2);
    // the older, higher value stands left and further up
    String[] points =
        svg.getElementsByTagName("polyline")
            .item(1)
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

  @Test
  void marksWhenAMachineMayFail() throws Exception {
    // GIVEN another signal than remaining life
    Document svg = parse(evidence(shaking(), life()));
    // THEN the time in which it may fail is an area beyond the samples
    assertThat(svg.getElementsByTagName("polygon").getLength()).isEqualTo(1);
    assertThat(svg.getDocumentElement().getTextContent()).contains("may fail");
  }

  @Test
  void drawsTheSameAsPng() throws Exception {
    BufferedImage image =
        ImageIO.read(new ByteArrayInputStream(EvidencePicture.png(evidence(shaking(), life()))));
    assertThat(image.getWidth()).isEqualTo(2 * EvidencePicture.WIDTH);
    // THEN there is the white ground, the band, the signal and the limit
    Set<Integer> colors = new HashSet<>();
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        colors.add(image.getRGB(x, y) & 0xffffff);
      }
    }
    assertThat(colors).contains(0xffffff, 0xd6e6f2, 0x1f618d, 0xc0392b);
  }

  private static List<Observation> shaking() {
    return List.of(
        new Observation("vibration", 52, "mm/s", "good", AT.plusSeconds(7200), 3),
        new Observation("vibration", 50, "mm/s", "good", AT.plusSeconds(3600), 2),
        new Observation("vibration", 40, "mm/s", "good", AT, 1));
  }

  private static Forecast life() {
    return new Forecast(
        "t:1", "rul", 4, 3, 5, 0.9, "h", "m", "x", "1", null, AT, 3, null, AT.plusSeconds(7200), 2);
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
