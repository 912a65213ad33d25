package org.twinsuite.pipeline.feature;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.ditto.json.JsonField;
import org.eclipse.ditto.json.JsonKey;
import org.eclipse.ditto.json.JsonObject;
import org.twinsuite.rules.fact.DataQuality;
import org.twinsuite.rules.fact.Fact;

/**
 * The feature {@code data-quality}: what was last found wrong with the data of a point, by its tag;
 * {@code *} stands for the whole thing. An entry has {@code code}, {@code text} and {@code at}.
 */
public final class DataFindings {
  public static final String FEATURE = "data-quality";
  private static final String WHOLE_THING = "*";

  /** What Ditto takes for a key in any case. */
  private static final Pattern KEY = Pattern.compile("[\\w:.-]{1,100}");

  private DataFindings() {}

  /**
   * Properties of the feature for one finding.
   *
   * @param tag null if it concerns the whole thing
   * @param code short machine word
   * @param text for people
   */
  public static JsonObject properties(String tag, String code, String text, Instant at) {
    return JsonObject.newBuilder()
        .set(
            JsonKey.of(tag != null && KEY.matcher(tag).matches() ? tag : WHOLE_THING),
            JsonObject.newBuilder()
                .set("code", code)
                .set("text", text)
                .set("at", at.toString())
                .build())
        .build();
  }

  static void read(FeatureValues values, List<Fact> facts) {
    for (JsonField field : values.properties()) {
      if (!field.getValue().isObject()) {
        continue;
      }
      JsonObject finding = field.getValue().asObject();
      String code = FeatureValues.text(finding, "code");
      if (code != null) {
        String text = FeatureValues.text(finding, "text");
        facts.add(
            new DataQuality(
                values.thingId(),
                field.getKeyName().equals(WHOLE_THING) ? null : field.getKeyName(),
                code,
                text == null ? "" : text,
                values.time(finding, "at"),
                values.revision()));
      }
    }
  }
}
