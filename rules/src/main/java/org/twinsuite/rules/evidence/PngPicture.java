package org.twinsuite.rules.evidence;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.twinsuite.rules.evidence.Mark.Point;

/** Marks as a PNG image, drawn without a display. */
final class PngPicture {
  private static final int SCALE = 2;
  private static final BasicStroke PLAIN = new BasicStroke(1);
  private static final BasicStroke DASHED =
      new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {5, 4}, 0);

  private PngPicture() {}

  static byte[] of(List<Mark> marks) {
    BufferedImage image =
        new BufferedImage(
            SCALE * EvidencePicture.WIDTH,
            SCALE * EvidencePicture.HEIGHT,
            BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = image.createGraphics();
    canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    canvas.scale(SCALE, SCALE);
    canvas.setColor(Color.WHITE);
    canvas.fillRect(0, 0, EvidencePicture.WIDTH, EvidencePicture.HEIGHT);
    boolean fonts = fonts(canvas);
    marks.stream()
        .filter(mark -> fonts || !(mark instanceof Mark.Text))
        .forEach(mark -> draw(canvas, mark));
    canvas.dispose();
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", png);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return png.toByteArray();
  }

  /** A machine without any font, such as a small container, gets the picture without texts. */
  private static boolean fonts(Graphics2D canvas) {
    try {
      canvas.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
      return canvas.getFontMetrics().stringWidth("0") > 0;
    } catch (RuntimeException | LinkageError | InternalError none) {
      return false;
    }
  }

  private static void draw(Graphics2D canvas, Mark mark) {
    if (mark instanceof Mark.Line line) {
      canvas.setColor(Color.decode(line.color()));
      canvas.setStroke(line.dashed() ? DASHED : PLAIN);
      canvas.draw(path(line.points()));
    } else if (mark instanceof Mark.Area area) {
      canvas.setColor(Color.decode(area.color()));
      canvas.fill(path(area.points()));
    } else if (mark instanceof Mark.Dot dot) {
      canvas.setColor(Color.decode(dot.color()));
      canvas.fill(new Ellipse2D.Double(dot.at().x() - 3, dot.at().y() - 3, 6, 6));
    } else if (mark instanceof Mark.Text text) {
      canvas.setColor(Color.BLACK);
      float width = canvas.getFontMetrics().stringWidth(text.text());
      float shift =
          switch (text.anchor()) {
            case "middle" -> width / 2;
            case "end" -> width;
            default -> 0;
          };
      canvas.drawString(text.text(), (float) text.at().x() - shift, (float) text.at().y());
    }
  }

  private static Path2D path(List<Point> points) {
    Path2D path = new Path2D.Double();
    for (int i = 0; i < points.size(); i++) {
      if (i == 0) {
        path.moveTo(points.get(i).x(), points.get(i).y());
      } else {
        path.lineTo(points.get(i).x(), points.get(i).y());
      }
    }
    return path;
  }
}
