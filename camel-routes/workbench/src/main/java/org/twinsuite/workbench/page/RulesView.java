package org.twinsuite.workbench.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.twinsuite.pipeline.store.AutonomyStore;
import org.twinsuite.rules.pack.Autonomy;

/** Puts together what the page of rules shows. */
final class RulesView {
  private RulesView() {}

  static RulesPage of(PageSources sources) {
    List<RulesPage.Rule> rules = new ArrayList<>();
    for (AutonomyStore.Rule rule : sources.autonomy().rules()) {
      rules.add(
          new RulesPage.Rule(
              rule.scope(),
              rule.info().name(),
              rule.info().owner(),
              word(rule.level()),
              rule.orders(),
              rule.info().budget(),
              good(rule.outcomes()),
              rule.outcomes().size(),
              rule.lastChange() == null
                  ? null
                  : rule.lastChange().who() + ": " + rule.lastChange().why(),
              rule.lastChange() == null ? null : rule.lastChange().at()));
    }
    List<RulesPage.Rule> models = new ArrayList<>();
    for (AutonomyStore.Model model : sources.autonomy().models()) {
      models.add(
          new RulesPage.Rule(
              model.model(),
              "",
              "",
              word(model.level()),
              -1,
              0,
              good(model.outcomes()),
              model.outcomes().size(),
              model.lastChange() == null
                  ? null
                  : model.lastChange().who() + ": " + model.lastChange().why(),
              model.lastChange() == null ? null : model.lastChange().at()));
    }
    var pack = sources.packs().current();
    return new RulesPage(
        pack.name() + "@" + pack.shortHash(),
        sources.packs().since(),
        pack.signer(),
        rules,
        models,
        pack.tables().limits().stream()
            .map(
                limit ->
                    new RulesPage.Limits(
                        limit.ruleId(),
                        limit.equipmentClass(),
                        limit.source(),
                        limit.failureMode(),
                        limit.unit(),
                        limit.alarm(),
                        limit.urgent(),
                        limit.clear(),
                        limit.hits() + " / " + limit.of(),
                        limit.origin()))
            .toList(),
        java.util.Arrays.stream(Autonomy.values()).map(RulesView::word).toList());
  }

  private static int good(List<Boolean> outcomes) {
    return (int) outcomes.stream().filter(gone -> gone).count();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
