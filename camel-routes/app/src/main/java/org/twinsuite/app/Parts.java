package org.twinsuite.app;

import org.apache.camel.AsyncProcessor;
import org.twinsuite.app.forecast.ForecastRound;
import org.twinsuite.app.ingest.Ingest;
import org.twinsuite.app.ingest.MapperSamples;
import org.twinsuite.app.order.Delivery;
import org.twinsuite.app.order.StatusBack;
import org.twinsuite.app.twin.TwinNotes;

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
