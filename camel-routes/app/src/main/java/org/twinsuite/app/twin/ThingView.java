package org.twinsuite.app.twin;

import java.util.List;
import java.util.Map;
import org.twinsuite.rules.fact.Baseline;
import org.twinsuite.rules.fact.ThingContext;

/**
 * What the app knows of a thing besides its samples.
 *
 * @param context what rules may know
 * @param erp {@code null} when the thing names no ERP system
 * @param baselines what is usual for it, as its feature {@code baselines} has it; never null
 * @param models forecast name to model name from {@code attributes/models}; never null
 */
public record ThingView(
    ThingContext context, ErpPlace erp, List<Baseline> baselines, Map<String, String> models) {}
