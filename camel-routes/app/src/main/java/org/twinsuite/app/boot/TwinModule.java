package org.twinsuite.app.boot;

import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.DittoOptions;
import org.twinsuite.pipeline.twin.DittoAccess;
import org.twinsuite.pipeline.twin.FeaturePublisher;
import org.twinsuite.pipeline.twin.ThingViews;
import org.twinsuite.pipeline.twin.Twins;

/** The way to Ditto, and what the rules found out about things on its way there. */
public final class TwinModule {
  private static final int NOTES_MS = 1_000;

  final Twins twins;
  final ThingViews views;
  final FeaturePublisher notes;

  TwinModule(AppContext app) throws Exception {
    access(app.config()).use(app.camel());
    twins = app.shutdown().register("twins", new Twins(app.camel()));
    views = new ThingViews(twins::retrieve);
    notes = new FeaturePublisher(twins);
    app.shutdown().register("notes for twins", () -> notes.process(null));
    app.every("notes", NOTES_MS, () -> notes.process(null));
  }

  /** How Ditto is reached. */
  public static DittoAccess access(AppConfig config) {
    return new DittoAccess(config.get(DittoOptions.DITTO_URL), config.get(DittoOptions.DITTO_AUTH));
  }
}
