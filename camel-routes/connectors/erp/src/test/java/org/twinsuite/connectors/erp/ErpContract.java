package org.twinsuite.connectors.erp;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.connectors.Window;
import org.twinsuite.connectors.erp.Spares.Booking;
import org.twinsuite.connectors.erp.Spares.SpareRequest;

/** What every ERP dialect must do, against answers as its system gives them. */
abstract class ErpContract {
  static final Window DAY =
      new Window(Instant.parse("2026-03-02T00:00:00Z"), Instant.parse("2026-03-03T00:00:00Z"));
  static final SpareRequest PART =
      new SpareRequest(
          "TSAXBQRCPL4RI72TM3",
          "SKF-6205",
          "1710",
          new BigDecimal("2"),
          "PC",
          Instant.parse("2026-03-09T06:00:00Z"),
          "4000017",
          "Bearing for P-101, bearing wear");

  /** The two ways to get a part. */
  enum Kind {
    RESERVATION,
    REQUISITION
  }

  final WireMockServer server = new WireMockServer(options().dynamicPort());
  Erp erp;

  /** Options of the dialect without what all systems share. */
  abstract Map<String, String> configuration(String url);

  /** Answers that are not what a test is about: sessions, look-ups of masters, dry runs. */
  abstract void surroundings();

  /** Three and one and a half unrestricted pieces at two places. */
  abstract void stock();

  /** Operations from 05:00 to 09:00 and 08:00 to 11:00 UTC, and from 13:00 to 13:30. */
  abstract void schedule();

  /** The look-up of a booking by reference and material. */
  abstract MappingBuilder find(Kind kind);

  /**
   * @param number null for none
   */
  abstract String found(Kind kind, String number);

  abstract MappingBuilder create(Kind kind);

  abstract String made(Kind kind, String number);

  abstract RequestPatternBuilder creates(Kind kind);

  /** A refusal in the system's format whose words are {@code part is blocked}. */
  abstract String refusal();

  @BeforeEach
  final void open() {
    server.start();
    surroundings();
    Map<String, String> configuration = new HashMap<>(configuration(server.baseUrl()));
    configuration.putAll(Map.of("timeout", "PT30S", "attempts", "3", "firstPause", "PT0.01S"));
    erp = new ErpResolver().open("plant", configuration);
  }

  @AfterEach
  final void close() {
    erp.close();
    server.stop();
  }

  @Test
  final void sumsTheStockOfAPlant() {
    stock();
    Spares.Stock stock = erp.stock("SKF-6205", "1710");
    assertThat(stock.quantity()).isEqualByComparingTo(new BigDecimal("4.5"));
    assertThat(stock.unit()).isEqualTo("PC");
  }

  @Test
  final void findsTheGapsBetweenScheduledOperations() {
    schedule();
    List<Window> idle = erp.idle("1710", "PUMP01", DAY, Duration.ofHours(2));
    assertThat(idle)
        .containsExactly(
            new Window(DAY.from(), Instant.parse("2026-03-02T05:00:00Z")),
            new Window(
                Instant.parse("2026-03-02T11:00:00Z"), Instant.parse("2026-03-02T13:00:00Z")),
            new Window(Instant.parse("2026-03-02T13:30:00Z"), DAY.to()));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  final void aBookingThatStandsIsNotMadeAgain(Kind kind) {
    server.stubFor(find(kind).willReturn(okJson(found(kind, "77"))));
    Booking booking = book(kind);
    assertThat(booking).isEqualTo(new Booking(PART.reference(), "77"));
    server.verify(0, creates(kind));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  final void aBookingIsMadeWhenNoneStands(Kind kind) {
    server.stubFor(find(kind).willReturn(okJson(found(kind, null))));
    server.stubFor(create(kind).willReturn(okJson(made(kind, "78"))));
    assertThat(book(kind)).isEqualTo(new Booking(PART.reference(), "78"));
    server.verify(1, creates(kind));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  final void aBookingWhoseAnswerWasLostIsFoundAndNotMadeTwice(Kind kind) {
    // GIVEN a system that commits and whose answer does not arrive
    server.stubFor(
        find(kind)
            .inScenario("lost")
            .whenScenarioStateIs(STARTED)
            .willReturn(okJson(found(kind, null))));
    server.stubFor(
        create(kind)
            .inScenario("lost")
            .whenScenarioStateIs(STARTED)
            .willSetStateTo("committed")
            .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
    server.stubFor(
        find(kind)
            .inScenario("lost")
            .whenScenarioStateIs("committed")
            .willReturn(okJson(found(kind, "79"))));
    // WHEN, THEN
    assertThat(book(kind)).isEqualTo(new Booking(PART.reference(), "79"));
    server.verify(1, creates(kind));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  final void whatIsNoAnswerIsNotTakenForNoBooking(Kind kind) {
    for (String answer : List.of("", "<html>back soon</html>", "{}", "{\"data\":1,\"d\":1}")) {
      // GIVEN
      server.stubFor(find(kind).willReturn(aResponse().withStatus(200).withBody(answer)));
      server.stubFor(create(kind).willReturn(okJson(made(kind, "78"))));
      // WHEN, THEN
      assertThatThrownBy(() -> book(kind)).as(answer).isInstanceOf(RetryableFailure.class);
      server.verify(0, creates(kind));
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  final void aBookingThatMayStillBeMadeIsNotAskedForAgainAtOnce(Kind kind) {
    // GIVEN a gateway that gave up on a system that may still be at it
    server.stubFor(find(kind).willReturn(okJson(found(kind, null))));
    server.stubFor(create(kind).willReturn(aResponse().withStatus(504)));
    // WHEN, THEN
    assertThatThrownBy(() -> book(kind))
        .isInstanceOfSatisfying(
            RetryableFailure.class, failed -> assertThat(failed.retryAfter()).isPresent());
    server.verify(1, creates(kind));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  final void aBookingWithoutANumberIsNotTakenForOne(Kind kind) {
    // GIVEN
    server.stubFor(find(kind).willReturn(okJson(found(kind, null))));
    server.stubFor(create(kind).willReturn(okJson("{}")));
    // WHEN, THEN
    assertThatThrownBy(() -> book(kind)).isInstanceOf(RetryableFailure.class);
    server.verify(1, creates(kind));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  final void aRefusalIsToldInTheSystemsWordsAndNotRepeated(Kind kind) {
    server.stubFor(find(kind).willReturn(okJson(found(kind, null))));
    server.stubFor(
        create(kind)
            .willReturn(
                aResponse()
                    .withStatus(400)
                    .withHeader("Content-Type", "application/json")
                    .withBody(refusal())));
    assertThatThrownBy(() -> book(kind))
        .isInstanceOf(RejectedByTarget.class)
        .hasMessageContaining("part is blocked");
    server.verify(1, creates(kind));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  final void aSystemThatIsDownIsTriedAgainAndThenTold(Kind kind) {
    server.stubFor(find(kind).willReturn(aResponse().withStatus(503)));
    assertThatThrownBy(() -> book(kind)).isInstanceOf(RetryableFailure.class);
    server.verify(0, creates(kind));
  }

  @Test
  final void aWrongOptionIsNamed() {
    Map<String, String> wrong = new HashMap<>(configuration(server.baseUrl()));
    wrong.put("colour", "blue");
    assertThatThrownBy(() -> new ErpResolver().open("plant", wrong))
        .hasMessageContaining("erp.plant.colour is not an option");
  }

  private Booking book(Kind kind) {
    return kind == Kind.RESERVATION ? erp.reserve(PART) : erp.requisition(PART);
  }
}
