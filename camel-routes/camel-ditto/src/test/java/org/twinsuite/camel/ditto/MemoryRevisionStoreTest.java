package org.twinsuite.camel.ditto;

class MemoryRevisionStoreTest extends RevisionStoreContract {

  @Override
  RevisionStore store() {
    return new MemoryRevisionStore();
  }
}
