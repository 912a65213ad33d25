package org.twinsuite.ditto.extensions.peer;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.ditto.connectivity.api.ExternalMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.twinsuite.ditto.extensions.mapper.DittoMappers;

/** What the bench compares does the same. */
class PeerTest {

  private static DittoMappers ditto;

  @BeforeAll
  static void open() {
    ditto = new DittoMappers();
  }

  @AfterAll
  static void close() {
    ditto.close();
  }

  @Test
  void senmlMakesTheSameMessagesAsTheScript() {
    same(Peer.senml(ditto));
  }

  @Test
  void sparkplugWithAliasesMakesTheSameMessagesAsTheScript() {
    same(Peer.sparkplug(ditto, true));
  }

  @Test
  void sparkplugWithNamesMakesTheSameMessagesAsTheScript() {
    same(Peer.sparkplug(ditto, false));
  }

  private static void same(Peer peer) {
    for (ExternalMessage message : peer.messages().subList(0, 5)) {
      assertThat(Peer.comparable(peer.ours().map(message)))
          .isNotEmpty()
          .isEqualTo(Peer.comparable(peer.script().map(message)));
    }
  }
}
