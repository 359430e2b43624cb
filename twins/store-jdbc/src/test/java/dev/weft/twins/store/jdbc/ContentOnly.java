package dev.weft.twins.store.jdbc;

import dev.weft.twins.store.ForwardingStore;
import dev.weft.twins.store.TwinStore;

/** A store as it is, but for the check of its own structures: what an audit finds here, it finds in the content. */
final class ContentOnly extends ForwardingStore {
    ContentOnly(TwinStore store) {
        super(store);
    }

    @Override
    public void requireSound() {}
}
