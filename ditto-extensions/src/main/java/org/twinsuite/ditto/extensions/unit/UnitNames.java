package org.twinsuite.ditto.extensions.unit;

import java.util.Map;

/**
 * Spellings of units that are not UCUM: SenML's registry (RFC 8428, 12.1; RFC 8798), the display
 * names that OPC UA and SCADA systems use.
 */
final class UnitNames {

  private static final Map<String, String> UCUM =
      Map.ofEntries(
          Map.entry("°C", "Cel"),
          Map.entry("degC", "Cel"),
          Map.entry("deg C", "Cel"),
          Map.entry("C°", "Cel"),
          Map.entry("°F", "[degF]"),
          Map.entry("degF", "[degF]"),
          Map.entry("deg F", "[degF]"),
          Map.entry("°", "deg"),
          Map.entry("psi", "[psi]"),
          Map.entry("PSI", "[psi]"),
          Map.entry("rpm", "/min"),
          Map.entry("RPM", "/min"),
          Map.entry("r/min", "/min"),
          Map.entry("1/min", "/min"),
          Map.entry("beat/min", "/min"),
          Map.entry("beats", "1"),
          Map.entry("event/min", "/min"),
          Map.entry("1/s", "/s"),
          Map.entry("event/s", "/s"),
          Map.entry("sec", "s"),
          Map.entry("hr", "h"),
          Map.entry("m³/h", "m3/h"),
          Map.entry("m³/s", "m3/s"),
          Map.entry("m³", "m3"),
          Map.entry("m²", "m2"),
          Map.entry("m/s²", "m/s2"),
          Map.entry("l/min", "L/min"),
          Map.entry("gpm", "[gal_us]/min"),
          Map.entry("ft", "[ft_i]"),
          Map.entry("in", "[in_i]"),
          Map.entry("inch", "[in_i]"),
          Map.entry("hp", "[HP]"),
          Map.entry("kWh", "kW.h"),
          Map.entry("Wh", "W.h"),
          Map.entry("Ah", "A.h"),
          Map.entry("VA", "V.A"),
          Map.entry("kVA", "kV.A"),
          Map.entry("VAs", "V.A.s"),
          Map.entry("VAh", "V.A.h"),
          Map.entry("Nm", "N.m"),
          Map.entry("g", "g"),
          Map.entry("/", "1"),
          Map.entry("count", "1"),
          Map.entry("%RH", "%"),
          Map.entry("%EL", "%"),
          Map.entry("lat", "deg"),
          Map.entry("lon", "deg"),
          Map.entry("Ohm", "Ohm"),
          Map.entry("Ω", "Ohm"),
          Map.entry("µm", "um"),
          Map.entry("µs", "us"),
          Map.entry("bit/s", "bit/s"),
          Map.entry("B", "By"));

  private UnitNames() {}

  /** The UCUM code of a spelling, or the spelling itself if it is no known other one. */
  static String ucum(String spelling) {
    return UCUM.getOrDefault(spelling, spelling);
  }
}
