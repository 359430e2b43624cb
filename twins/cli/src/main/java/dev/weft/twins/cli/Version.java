package dev.weft.twins.cli;

import dev.weft.sdk.model.WeftVersion;
import picocli.CommandLine.IVersionProvider;

/** Say which version this is: the one that models are written with. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"weft " + WeftVersion.current()};
    }
}
