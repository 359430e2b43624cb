package dev.weft.sdk.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.State;
import dev.weft.priors.Units;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two priors of one name, of which one is the other after an edit. */
class PriorStampTest {
    private static final String REPORT = "ab".repeat(32);

    private static final class Before {
        static final class Lag extends PhysicsPrior {
            final Parameter lag;

            Lag(String meaning, double noise) {
                lag = parameter("lag", Units.SECOND).between(0.1, 10).meaning(meaning);
                State level = state("level", Units.VOLT).startsAt(1);
                equation(level.rate(), level.negate().over(lag));
                output("shown", level, noise, "the level");
            }
        }
    }

    private static final class After {
        static final class Lag extends PhysicsPrior {
            Lag() {
                Parameter lag = parameter("lag", Units.SECOND).between(0.1, 10);
                State level = state("level", Units.VOLT).startsAt(1);
                equation(level.rate(), level.times(2).negate().over(lag));
                output("shown", level, 0.1, "the level");
            }
        }
    }

    private static PhysicsModel read(PhysicsPrior written, PhysicsPrior now) throws IOException {
        PriorStamp stamp = new PriorStamp(written.name(), PriorDefinition.hash(written), REPORT, 24);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ModelFile.write(PhysicsModel.nominal(written, 1).withStamp(stamp), out);
        return ModelFile.read(
                out.toByteArray(), name -> Optional.of(now).filter(p -> p.name().equals(name)));
    }

    @Test
    void aStampTravelsWithTheModel() throws IOException {
        PhysicsModel model = read(new Before.Lag("", 0.1), new Before.Lag("a lag, in other words", 0.1));

        assertThat(model.card().stamp()).hasValueSatisfying(stamp -> {
            assertThat(stamp.report()).isEqualTo(REPORT);
            assertThat(stamp.machines()).isEqualTo(24);
        });
        assertThat(model.withNoise(model.noise()).card().stamp()).isPresent();
    }

    @Test
    void anEditedPriorLosesIt() throws IOException {
        assertThat(read(new Before.Lag("", 0.1), new After.Lag()).card().stamp())
                .isEmpty();
        assertThat(read(new Before.Lag("", 0.1), new Before.Lag("", 0.2)).card().stamp())
                .isEmpty();
    }

    @Test
    void soDoesOneThatDriftsInAnotherWay() throws IOException {
        Before.Lag faster = new Before.Lag("", 0.1);
        faster.lag.drifts(0.01);
        Before.Lag homing = new Before.Lag("", 0.1);
        homing.lag.returnsWithin(60);
        assertThat(read(new Before.Lag("", 0.1), faster).card().stamp()).isEmpty();
        assertThat(read(new Before.Lag("", 0.1), homing).card().stamp()).isEmpty();
    }

    @Test
    void aModelWithoutAStampHasNone() {
        assertThat(SampleModels.read(SampleModels.written(SampleModels.random("sine", 1)))
                        .card()
                        .stamp())
                .isEmpty();
    }

    @Test
    void aStampSaysSomething() {
        String hash = PriorDefinition.hash(new After.Lag());
        assertThatThrownBy(() -> new PriorStamp("lag", hash, "short", 24))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("report = short");
        assertThatThrownBy(() -> new PriorStamp("lag", hash, REPORT, 3)).hasMessageContaining("machines = 3");
    }
}
