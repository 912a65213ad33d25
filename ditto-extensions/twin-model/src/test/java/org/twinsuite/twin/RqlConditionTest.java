package org.twinsuite.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.eclipse.ditto.rql.model.predicates.ast.LogicalNode;
import org.eclipse.ditto.rql.model.predicates.ast.RootNode;
import org.eclipse.ditto.rql.model.predicates.ast.SingleComparisonNode;
import org.eclipse.ditto.rql.parser.RqlPredicateParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ditto's own parser reads the conditions as they are meant. */
final class RqlConditionTest {

  private static final String TIME = "2026-03-01T00:00:00.000Z";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "temp",
        "Temp (Outlet)",
        "a,b",
        "a\"b",
        "a\\b",
        "a'b",
        "温度",
        "ns=2;s=Pump 1.Temp",
        "x)",
        "or(",
        "a b",
        "{{ x }}",
        "a\\u002c"
      })
  void everyFeatureIdCanStandInACondition(String feature) {
    // WHEN
    String condition =
        RqlCondition.sameOrNewer(feature, TIME, Instant.parse("2026-03-02T00:00:00Z"));
    RootNode root = RqlPredicateParser.getInstance().parse(condition);

    // THEN
    LogicalNode or = (LogicalNode) root.getChildren().get(0);
    SingleComparisonNode le = (SingleComparisonNode) or.getChildren().get(1);
    assertThat(le.getComparisonProperty())
        .isEqualTo("features/" + feature + "/properties/sourceTimestamp");
    assertThat(le.getComparisonValue()).isEqualTo(TIME);
    assertThat(or.getChildren()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b", "c)"})
  void severalConditionsAreOne(String feature) {
    String all =
        RqlCondition.and(
            List.of(RqlCondition.newer(feature, TIME, null), RqlCondition.exists("temp")));

    RootNode root = RqlPredicateParser.getInstance().parse(all);

    assertThat(((LogicalNode) root.getChildren().get(0)).getChildren()).hasSize(2);
  }
}
