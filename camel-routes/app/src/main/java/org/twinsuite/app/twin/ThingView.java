package org.twinsuite.app.twin;

import java.util.Map;
import org.twinsuite.rules.fact.ThingContext;

/**
 * What the app knows of a thing besides its samples.
 *
 * @param context what rules may know
 * @param erp {@code null} when the thing names no ERP system
 * @param models forecast name to model name from {@code attributes/models}; never null
 */
public record ThingView(ThingContext context, ErpPlace erp, Map<String, String> models) {}
