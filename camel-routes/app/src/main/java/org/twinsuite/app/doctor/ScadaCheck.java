package org.twinsuite.app.doctor;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.twinsuite.connectors.ConnectorFailure;
import org.twinsuite.connectors.scada.Tag;
import org.twinsuite.connectors.scada.TagConnection;
import org.twinsuite.connectors.scada.TagMap;
import org.twinsuite.connectors.scada.TagSample;
import org.twinsuite.connectors.scada.TagsResolver;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.ConfigException;
import org.twinsuite.pipeline.scada.ControlSystems;

/** The tag map, and each control system of it: whether it answers, and with good values. */
public final class ScadaCheck implements Check {
  private final AppConfig config;

  public ScadaCheck(AppConfig config) {
    this.config = config;
  }

  @Override
  public String area() {
    return "scada";
  }

  @Override
  public void look(Consumer<Finding> findings) {
    TagMap map;
    try {
      map = ControlSystems.map(config);
      ControlSystems.feeding(map, config);
    } catch (ConfigException wrong) {
      findings.accept(
          Finding.failed(area(), "tag map", wrong.getMessage(), "correct the named lines"));
      return;
    }
    for (String source : map.sources().keySet().stream().sorted().toList()) {
      findings.accept(look(map, source));
    }
    new TagsResolver()
        .warnings(map)
        .forEach(
            warning ->
                findings.accept(
                    Finding.warn(
                        area(), "security", warning, "see the tag map's option of that source")));
  }

  private Finding look(TagMap map, String source) {
    List<Tag> tags = map.of(source);
    try (TagConnection connection = new TagsResolver().open(map, source, InstantSource.system())) {
      List<TagSample> bad =
          connection.read(tags).stream().filter(sample -> !sample.quality().isGood()).toList();
      if (bad.isEmpty()) {
        return Finding.ok(area(), source, tags.size() + " tags have good values");
      }
      return Finding.warn(
          area(),
          source,
          "%d of %d tags have no good value, the first is %s: %s"
              .formatted(
                  bad.size(), tags.size(), bad.get(0).tag().place(), bad.get(0).quality().code()),
          "look at all of them with the command tags");
    } catch (ConnectorFailure away) {
      return Finding.failed(
          area(),
          source,
          "does not answer: " + away.getMessage(),
          "start it, open the way to it, or correct its url and log-in in the tag map");
    }
  }
}
