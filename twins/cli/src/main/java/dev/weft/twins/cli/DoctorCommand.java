package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Say what this machine offers Weft. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        header = "Say what is used of this machine, what is missing, and what it costs.",
        description = "Exit code 1 if something that Weft needs does not work.",
        footer = {"", "Example: weft doctor"})
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    JsonOutput output = new JsonOutput();

    @Override
    public Integer call() {
        List<Diagnosis> findings = Diagnosis.all();
        if (output.json) {
            ObjectNode object = JsonOutput.newObject();
            ArrayNode all = object.putArray("findings");
            findings.forEach(f -> all.addObject()
                    .put("what", f.what())
                    .put("state", f.state().name())
                    .put("found", f.found())
                    .put("consequence", f.consequence()));
            JsonOutput.print(object);
        } else {
            TextTable table = new TextTable("llll", "", "what", "found", "what it means");
            findings.forEach(f -> table.row(f.state().text(), f.what(), f.found(), f.consequence()));
            System.out.print(table);
        }
        return findings.stream().anyMatch(f -> f.state() == Diagnosis.State.BROKEN) ? 1 : 0;
    }
}
