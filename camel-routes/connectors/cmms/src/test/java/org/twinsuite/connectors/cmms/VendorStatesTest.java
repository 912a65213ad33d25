package org.twinsuite.connectors.cmms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.twinsuite.connectors.config.CodeTables;
import org.twinsuite.connectors.config.Location;

/** The code tables against each vendor's own list of states, in both directions. */
class VendorStatesTest {

  private static Codes codes(String vendor) throws IOException {
    Properties lines = new Properties();
    try (Reader reader = Location.open("classpath:codes/" + vendor + ".properties")) {
      lines.load(reader);
    }
    Map<String, String> entries = new HashMap<>();
    lines.stringPropertyNames().forEach(key -> entries.put(key, lines.getProperty(key)));
    return new Codes(vendor, CodeTables.of(entries));
  }

  /** ServiceNow: states of wm_order; ERPNext: asset_repair.json; Atlas: Status.java; and so on. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "servicenow | 1=WAITING_APPROVAL 10=WAITING_APPROVAL 11=APPROVED 15=APPROVED 16=SCHEDULED"
            + " 17=SCHEDULED 18=IN_PROGRESS 3=COMPLETED 4=CANCELLED 7=CANCELLED",
        "maximo | WAPPR=WAITING_APPROVAL APPR=APPROVED WSCH=SCHEDULED WMATL=WAITING_MATERIAL"
            + " WPCOND=ON_HOLD INPRG=IN_PROGRESS COMP=COMPLETED CLOSE=CLOSED CAN=CANCELLED"
            + " HISTEDIT=CLOSED",
        "odoo | New_Request=WAITING_APPROVAL In_Progress=IN_PROGRESS Repaired=COMPLETED"
            + " Scrap=CLOSED",
        "erpnext | Pending=WAITING_APPROVAL Completed=COMPLETED Cancelled=CANCELLED",
        "atlas | OPEN=WAITING_APPROVAL IN_PROGRESS=IN_PROGRESS ON_HOLD=ON_HOLD COMPLETE=COMPLETED",
        "sap | CRTD=WAITING_APPROVAL PREL=APPROVED REL=APPROVED LKD=ON_HOLD PCNF=IN_PROGRESS"
            + " CNF=IN_PROGRESS TECO=COMPLETED CLSD=CLOSED NCMP=CANCELLED DLFL=CANCELLED"
            + " DLT=CANCELLED",
        "upkeep | open=WAITING_APPROVAL in_progress=IN_PROGRESS on_hold=ON_HOLD complete=COMPLETED",
        "maintainx | OPEN=WAITING_APPROVAL IN_PROGRESS=IN_PROGRESS ON_HOLD=ON_HOLD DONE=COMPLETED"
      })
  void everyStateOfTheVendorHasItsMeaning(String vendor, String list) throws IOException {
    Codes codes = codes(vendor);
    for (String entry : list.split(" ")) {
      String[] pair = entry.split("=");
      assertThat(codes.status(pair[0].replace('_', vendor.equals("odoo") ? ' ' : '_')))
          .as(entry)
          .isEqualTo(WorkOrderStatus.valueOf(pair[1]));
    }
    assertThat(codes.status("nonsense")).isEqualTo(WorkOrderStatus.UNKNOWN);
    assertThat(codes.status("")).isEqualTo(WorkOrderStatus.UNKNOWN);
    assertThat(codes.status(null)).isEqualTo(WorkOrderStatus.UNKNOWN);
  }

  /** What a command sets reads back as what was commanded; else it would be refused each time. */
  @ParameterizedTest
  @ValueSource(
      strings = {"servicenow", "maximo", "erpnext", "atlas", "upkeep", "maintainx", "odoo"})
  void everyCommandReadsBackAsItself(String vendor) throws IOException {
    Codes codes = codes(vendor);
    codes
        .tables()
        .table("statusCommand")
        .forEach(
            (canonical, command) -> {
              if (!command.equals("archive")) {
                assertThat(codes.status(command).name()).as(command).isEqualTo(canonical);
              }
            });
    assertThat(codes.tables().table("statusCommand")).containsKeys("WAITING_APPROVAL", "COMPLETED");
  }

  @ParameterizedTest
  @CsvSource({
    "upkeep,In Progress,IN_PROGRESS",
    "upkeep,On Hold,ON_HOLD",
    "atlas,Complete,COMPLETED"
  })
  void anotherSpellingIsTheSameState(String vendor, String state, WorkOrderStatus status)
      throws IOException {
    assertThat(codes(vendor).status(state)).isEqualTo(status);
  }

  @Test
  void everyPriorityHasACode() throws IOException {
    for (String vendor :
        List.of("servicenow", "maximo", "erpnext", "atlas", "upkeep", "maintainx", "odoo", "sap")) {
      Codes codes = codes(vendor);
      assertThat(Arrays.asList(1, 2, 3, 4))
          .allSatisfy(p -> assertThat(codes.priority(p)).isNotBlank());
    }
  }
}
