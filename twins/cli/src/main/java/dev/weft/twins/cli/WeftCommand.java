package dev.weft.twins.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Serves {@code weft}: the command that all others hang under. */
@Command(
        name = "weft",
        mixinStandardHelpOptions = true,
        version = "weft 0.1.0-SNAPSHOT",
        description = "Physics-informed digital twins whose memory is their weights.")
public final class WeftCommand implements Runnable {
    public static void main(String[] args) {
        System.exit(new CommandLine(new WeftCommand()).execute(args));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
