package org.twinsuite.app;

import org.apache.camel.AsyncProcessor;
import org.twinsuite.pipeline.forecast.ForecastRound;
import org.twinsuite.pipeline.ingest.Ingest;
import org.twinsuite.pipeline.ingest.MapperSamples;
import org.twinsuite.pipeline.order.Delivery;
import org.twinsuite.pipeline.order.StatusBack;
import org.twinsuite.pipeline.twin.TwinNotes;

/** The processors between the ends of the routes. */
record Parts(
    Ingest ingest,
    MapperSamples samples,
    AsyncProcessor changeLine,
    ForecastRound forecastRound,
    Delivery delivery,
    StatusBack statusBack,
    TwinNotes notes,
    Runnable historyTrim,
    Runnable rulesLook,
    Runnable alive) {}
