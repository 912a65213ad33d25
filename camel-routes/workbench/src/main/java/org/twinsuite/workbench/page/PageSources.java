package org.twinsuite.workbench.page;

import org.twinsuite.pipeline.observe.SystemStates;
import org.twinsuite.pipeline.pack.LivePack;
import org.twinsuite.pipeline.store.AutonomyStore;
import org.twinsuite.pipeline.store.Episodes;
import org.twinsuite.pipeline.store.Outbox;
import org.twinsuite.pipeline.store.ParkingLot;
import org.twinsuite.workbench.planner.Messages;
import org.twinsuite.workbench.planner.PlannerCommands;
import org.twinsuite.workbench.planner.WorkOrderQueue;

/** What the pages read, and the commands they decide through. */
public record PageSources(
    WorkOrderQueue queue,
    PlannerCommands commands,
    Messages messages,
    Outbox outbox,
    Episodes episodes,
    AutonomyStore autonomy,
    ParkingLot parkingLot,
    LivePack packs,
    SystemStates states) {}
