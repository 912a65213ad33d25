package org.twinsuite.rules.fact;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * What a thing is and where it belongs. Rules judge nothing of a thing before its context came; the
 * facts are kept in the thing's windows until then.
 *
 * @param equipmentClass {@code definition} of the thing, e.g. {@code
 *     org.twinsuite:motor-pump:1.0.0}; null if the thing has none
 * @param parent thing id from {@code attributes/parent}, null at the top
 * @param cmms {@code attributes/cmms}; null means empty
 * @param isa95 {@code attributes/isa95}; null means empty
 * @param criticality {@code attributes/criticality}, e.g. {@code A}; null if the thing has none
 * @param outOfService {@code attributes/outOfService}: while true nothing is prescribed for it
 */
public record ThingContext(
    String thingId,
    String equipmentClass,
    String parent,
    Map<String, String> cmms,
    Map<String, String> isa95,
    String criticality,
    boolean outOfService,
    Instant at,
    long revision)
    implements Fact {

  /** A thing nobody has judged the criticality of. */
  public ThingContext(
      String thingId,
      String equipmentClass,
      String parent,
      Map<String, String> cmms,
      Map<String, String> isa95,
      boolean outOfService,
      Instant at,
      long revision) {
    this(thingId, equipmentClass, parent, cmms, isa95, null, outOfService, at, revision);
  }

  /** A thing in service. */
  public ThingContext(
      String thingId,
      String equipmentClass,
      String parent,
      Map<String, String> cmms,
      Map<String, String> isa95,
      Instant at,
      long revision) {
    this(thingId, equipmentClass, parent, cmms, isa95, false, at, revision);
  }

  public ThingContext {
    Objects.requireNonNull(thingId, "thingId");
    Objects.requireNonNull(at, "at");
    cmms = cmms == null ? Map.of() : Map.copyOf(cmms);
    isa95 = isa95 == null ? Map.of() : Map.copyOf(isa95);
  }

  /** The same, told at another time. */
  public ThingContext dated(Instant other) {
    return new ThingContext(
        thingId, equipmentClass, parent, cmms, isa95, criticality, outOfService, other, revision);
  }
}
