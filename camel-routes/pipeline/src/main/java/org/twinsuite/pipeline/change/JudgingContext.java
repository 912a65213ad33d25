package org.twinsuite.pipeline.change;

import org.twinsuite.pipeline.forecast.ForecastDue;
import org.twinsuite.pipeline.history.History;
import org.twinsuite.pipeline.pack.LivePack;
import org.twinsuite.pipeline.store.ChangeLedger;
import org.twinsuite.pipeline.time.EventClock;
import org.twinsuite.pipeline.twin.ThingViews;

/**
 * What all partitions of a line share.
 *
 * @param views what things are
 * @param reader turns changes into facts
 * @param packs the rule pack that decides
 * @param history takes samples
 * @param ledger takes, in one transaction, what follows from a batch
 * @param clock tells which times may be believed
 * @param forecasts learns which things have new samples
 * @param findings takes what twins shall show
 */
record JudgingContext(
    ThingViews views,
    FactReader reader,
    LivePack packs,
    History history,
    ChangeLedger ledger,
    EventClock clock,
    ForecastDue forecasts,
    ChangeMetrics metrics,
    Findings findings) {}
