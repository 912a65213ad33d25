package org.twinsuite.ditto.extensions.sample;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.ditto.json.JsonValue;

/**
 * What a reader found in one payload; collected by one thread. Bounded, however little of the
 * payload a sample takes.
 */
public final class Samples {

  /** Most samples of one payload. */
  static final int MAX_SAMPLES = 50_000;

  /** Most characters and array elements of all values of one payload. */
  static final int MAX_CONTENT = 4 << 20;

  /** Most elements of one array. */
  static final int MAX_ELEMENTS = 10_000;

  /** Most rejected parts that are reported one by one. */
  static final int MAX_REJECTED = 100;

  private final List<Sample> samples = new ArrayList<>();
  private final List<Rejected> rejected = new ArrayList<>();
  private final List<LostSource> lost = new ArrayList<>();
  private final List<Request> requests = new ArrayList<>();
  private int content;
  private int unreported;

  /**
   * Takes a sample.
   *
   * @throws PayloadError if the payload has too many, or too much in them
   */
  public void add(Sample sample) {
    content += sample.tag().length() + size(sample.value());
    if (samples.size() >= MAX_SAMPLES || content > MAX_CONTENT) {
      throw new PayloadError(
          "(payload)",
          samples.size() >= MAX_SAMPLES
              ? "holds more than " + MAX_SAMPLES + " samples"
              : "holds values of more than " + MAX_CONTENT + " characters or elements",
          "Send smaller payloads");
    }
    samples.add(sample);
  }

  private static int size(JsonValue value) {
    if (value == null || value.isNull() || value.isNumber() || value.isBoolean()) {
      return 0;
    }
    return value.isString()
        ? value.asString().length()
        : value.isArray() ? 8 * value.asArray().getSize() : 0;
  }

  /**
   * Checks the length of an array before it is made.
   *
   * @throws IllegalArgumentException if it has too many elements
   */
  public static void checkElements(long count) {
    if (count > MAX_ELEMENTS) {
      throw new IllegalArgumentException(
          "an array of " + count + " elements is longer than " + MAX_ELEMENTS);
    }
  }

  /** Takes a part that could not be used; after {@value #MAX_REJECTED} only their number. */
  public void add(Rejected part) {
    if (rejected.size() < MAX_REJECTED) {
      rejected.add(part);
    } else {
      unreported++;
    }
  }

  public void add(LostSource points) {
    lost.add(points);
  }

  public void add(Request request) {
    requests.add(request);
  }

  public List<Sample> samples() {
    return samples;
  }

  /** The rejected parts; the last one says how many more there are. */
  public List<Rejected> rejected() {
    if (unreported == 0) {
      return rejected;
    }
    List<Rejected> all = new ArrayList<>(rejected);
    all.add(
        new Rejected(
            rejected.get(rejected.size() - 1).thing(),
            "(payload)",
            unreported + " more parts could not be used",
            "Correct those that are named first",
            null));
    return all;
  }

  public List<LostSource> lost() {
    return lost;
  }

  public List<Request> requests() {
    return requests;
  }

  /** Whether nothing at all was found. */
  public boolean isEmpty() {
    return samples.isEmpty() && rejected.isEmpty() && lost.isEmpty() && requests.isEmpty();
  }
}
