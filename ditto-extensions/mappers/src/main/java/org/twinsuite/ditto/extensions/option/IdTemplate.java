package org.twinsuite.ditto.extensions.option;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.ditto.base.model.exceptions.DittoRuntimeException;
import org.eclipse.ditto.things.model.ThingId;
import org.twinsuite.ditto.extensions.sample.PayloadError;
import org.twinsuite.twin.WellFormedText;

/** A thing id with places such as <code>{group}</code> that a message fills in. */
public final class IdTemplate {

  private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)\\}");

  private static final int MAX_LENGTH = 256;

  private final String text;
  private final List<String> literals = new ArrayList<>();
  private final List<Integer> places = new ArrayList<>();

  private IdTemplate(String text) {
    this.text = text;
  }

  /**
   * Reads a template.
   *
   * @param names the places there are, in the order in which {@link #fill} takes their values
   * @throws IllegalArgumentException if it has other places or can never be a thing id
   */
  public static IdTemplate of(String text, String... names) {
    IdTemplate template = new IdTemplate(text);
    List<String> known = Arrays.asList(names);
    Matcher place = PLACE.matcher(text);
    int end = 0;
    while (place.find()) {
      int index = known.indexOf(place.group(1));
      if (index < 0) {
        throw new IllegalArgumentException(
            "has the unknown place {" + place.group(1) + "}, there are " + known);
      }
      template.literals.add(text.substring(end, place.start()));
      template.places.add(index);
      end = place.end();
    }
    template.literals.add(text.substring(end));
    String[] example = new String[names.length];
    Arrays.fill(example, "a:b");
    if (!text.contains(":")) {
      // then one of the places must bring the namespace
      checked(template.join(example), text);
    } else {
      Arrays.fill(example, "a");
      checked(template.join(example), text);
    }
    return template;
  }

  /**
   * The thing id of a message.
   *
   * @param field the field of the message to name if it is not valid
   * @throws PayloadError if the result is not a valid thing id
   */
  public String fill(String field, String... values) {
    String id = join(values);
    try {
      WellFormedText.check(field, id, MAX_LENGTH);
      ThingId.of(id);
      return id;
    } catch (DittoRuntimeException | IllegalArgumentException e) {
      throw new PayloadError(
          field,
          "thing id '"
              + WellFormedText.shown(id)
              + "' is not valid, it must be namespace:name of at most "
              + MAX_LENGTH
              + " characters",
          "Change the name at the source, or the mapper's option that makes the thing id");
    }
  }

  private String join(String[] values) {
    StringBuilder id = new StringBuilder(literals.get(0));
    for (int i = 0; i < places.size(); i++) {
      id.append(values[places.get(i)]).append(literals.get(i + 1));
    }
    return id.toString();
  }

  private static void checked(String example, String template) {
    try {
      ThingId.of(example);
    } catch (DittoRuntimeException e) {
      throw new IllegalArgumentException(
          "'" + template + "' is not a template of a thing id, which is namespace:name", e);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
