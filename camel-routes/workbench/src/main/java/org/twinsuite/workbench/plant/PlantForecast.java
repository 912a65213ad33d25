package org.twinsuite.workbench.plant;

/**
 * A forecast of a thing, with how right earlier ones were.
 *
 * @param name forecast name
 * @param model who made it; null if unknown
 * @param unit UCUM code; null if unknown
 * @param status {@code ok} or why its value must not be used; null if unknown
 * @param scored earlier forecasts that could be compared with what came
 * @param error mean absolute error of these; NaN if none
 * @param bias mean error; NaN if none
 * @param coverage share of them whose interval held the truth; NaN if none
 * @param level share that should
 * @param drift what is seen in the errors; null if unknown
 * @param challenger model that competes; null if none
 * @param verdict of the comparison; null if none
 */
public record PlantForecast(
    String thingId,
    String name,
    String model,
    String version,
    String unit,
    String status,
    long scored,
    double error,
    double bias,
    double coverage,
    double level,
    String drift,
    String challenger,
    String verdict) {}
