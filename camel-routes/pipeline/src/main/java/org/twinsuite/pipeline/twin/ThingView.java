package org.twinsuite.pipeline.twin;

import java.util.List;
import java.util.Map;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.ThingContext;

/**
 * What the app knows of a thing besides its samples.
 *
 * @param context what rules may know
 * @param erp {@code null} when the thing names no ERP system
 * @param standing what the twin shows that holds until it is told otherwise: what is usual, stock,
 *     free times of production, open orders of others; never null
 * @param models forecast name to model name from {@code attributes/models}; never null
 */
public record ThingView(
    ThingContext context, ErpPlace erp, List<Fact> standing, Map<String, String> models) {}
