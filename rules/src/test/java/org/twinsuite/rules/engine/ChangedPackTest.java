package org.twinsuite.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.twinsuite.rules.action.AddToWorkOrder;
import org.twinsuite.rules.action.CloseEpisode;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.OpenWorkOrder;
import org.twinsuite.rules.fact.Quality;
import org.twinsuite.rules.pack.StandardPackCopy;

/** A planner changes the pack while an episode is open: by a reload, and over a restart. */
class ChangedPackTest {

  private static final String PUMP = "org.twinsuite:motor-pump:1.0.0";
  private static final String ID = "demo:p1";
  private final Plant plant = new Plant();
  private final List<Fact> handled = new ArrayList<>();
  @TempDir Path folder;
  private StandardPackCopy copy;
  private int hour;

  @BeforeEach
  void open() throws IOException {
    copy = StandardPackCopy.in(folder);
    tell(Plant.thing(ID, PUMP));
  }

  @AfterEach
  void close() {
    plant.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatTheNewLimitNoLongerCallsAFaultIsOverAfterTheCoolDown(boolean reload) throws IOException {
    vibration(20, 3.5);
    assertThat(plant.all(CreateWorkOrder.class)).hasSize(1);
    // WHEN what it shows is no fault by the new limit
    copy.change("zones.csv", "2/rigid,1.4,2.8,4.5", "2/rigid,1.4,5,9");
    change(reload);
    vibration(60, 3.5);
    // THEN the episode ends, and the next fault is ordered
    assertThat(plant.all(CloseEpisode.class)).hasSize(1);
    vibration(20, 8);
    assertThat(plant.all(CreateWorkOrder.class)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatTheNewLimitCallsUrgentIsToldOnceMore(boolean reload) throws IOException {
    vibration(20, 3.5);
    // WHEN what it shows is urgent by the new limit
    copy.change("zones.csv", "2/rigid,1.4,2.8,4.5", "2/rigid,1.4,2.8,3.3");
    change(reload);
    assertThat(plant.all(AddToWorkOrder.class)).isEmpty();
    vibration(20, 3.5);
    // THEN the order gets urgent, once
    assertThat(plant.all(AddToWorkOrder.class))
        .singleElement()
        .satisfies(note -> assertThat(note.priority()).isEqualTo(1));
  }

  @Test
  void workOfOthersIsNotForgottenByAReload() throws IOException {
    // GIVEN seven samples beyond the limit, of eight that are needed, and a repair by others
    vibration(7, 5.0);
    tell(new OpenWorkOrder(ID, "4711", null, false, Plant.at(hour + 0.5), 1000));
    change(true);
    // WHEN there is one more after it THEN nothing is ordered: it is one of the repaired machine
    vibration(1, 5.0);
    assertThat(plant.all(CreateWorkOrder.class)).isEmpty();
  }

  private void change(boolean reload) throws IOException {
    if (reload) {
      plant.reload(copy.load());
    } else {
      plant.restart(copy.load(), handled, EngineOptions.defaults());
    }
  }

  private void vibration(int hours, double value) {
    for (int i = 0; i < hours; i++) {
      hour++;
      tell(Plant.vibration(ID, hour, value, Quality.GOOD, hour));
    }
  }

  private void tell(Fact fact) {
    plant.tell(fact);
    handled.add(fact);
  }
}
