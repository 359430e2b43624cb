package dev.weft.sdk.torch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;

/** Open PyTorch on the processor: from the jars at hand, with nothing fetched and nothing reported to anyone. */
final class Torch {
    static {
        // Unless told so, DJL looks for libraries, and counts its users, on the network.
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
    }

    private Torch() {}

    static Engine engine() {
        return Engine.getEngine("PyTorch");
    }

    static NDManager newManager() {
        return NDManager.newBaseManager(Device.cpu(), "PyTorch");
    }

    /** Return the engine's name and version. */
    static String name() {
        return "PyTorch " + engine().getVersion();
    }
}
