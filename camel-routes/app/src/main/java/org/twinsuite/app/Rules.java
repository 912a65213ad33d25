package org.twinsuite.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.twinsuite.app.config.AppConfig;
import org.twinsuite.app.config.AppOptions;
import org.twinsuite.rules.engine.EngineOptions;
import org.twinsuite.rules.engine.RuleEngine;
import org.twinsuite.rules.episode.Episode;
import org.twinsuite.rules.pack.RulePack;

/** Opens rule sessions on the configured rule pack. */
final class Rules {
  private Rules() {}

  static Function<List<Episode>, RuleEngine> sessions(AppConfig config) throws IOException {
    String folder = config.get(AppOptions.RULE_PACK);
    RulePack pack = folder.isEmpty() ? RulePack.standard() : RulePack.load(Path.of(folder));
    return episodes -> RuleEngine.open(pack, episodes, EngineOptions.defaults());
  }
}
