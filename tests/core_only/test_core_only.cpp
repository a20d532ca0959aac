// SPDX-License-Identifier: GPL-3.0-or-later
// The headline numbers of the paper's experiment, from the scenario file to the result file,
// through the core alone. Reference: adaptive quadrature, 12 digits.
#include "core/compute.h"
#include "core/input_error.h"
#include "core/result_json.h"
#include "core/scenario_json.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>

namespace {

int failures = 0;

void check(bool holds, const std::string& promise)
{
    if (!holds) {
        ++failures;
    }
    std::printf("%s  %s\n", holds ? "pass" : "FAIL", promise.c_str());
}

/// The reference has 12 significant digits; the program promises 9.
void checkNumber(const nlohmann::json& found, double expected, const std::string& what)
{
    const double number = found.is_number() ? found.get<double>() : std::nan("");
    char shown[128];
    std::snprintf(shown, sizeof shown, " is %.12g, expected %.12g", number, expected);
    check(std::abs(number - expected) <= 1e-9 * std::abs(expected), what + shown);
}

std::string presetText(const std::string& name)
{
    std::ifstream file(TRADEOFF_SOURCE_DIR "/resources/presets/" + name + ".tradeoff.json");
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

nlohmann::json resultOf(const tradeoff::Scenario& scenario)
{
    return nlohmann::json::parse(tradeoff::writeResult(tradeoff::compute(scenario)));
}

/// Facts of the paper's experiment for one segmentation and sample size.
struct Facts {
    const char* preset;
    int bestExperts;
    double bestTest;
    double testOfOne;
    double testOfHundred;
};

void checkFacts(const Facts& facts)
{
    const nlohmann::json result = resultOf(tradeoff::readScenario(presetText(facts.preset)));
    const std::string name = facts.preset;
    const nlohmann::json& sweep = result["sweep"];
    check(sweep.size() == 100, name + ": the sweep covers 1 to 100 experts");
    checkNumber(result["bestExperts"]["experts"], facts.bestExperts, name + ": best m");
    checkNumber(result["bestExperts"]["test"], facts.bestTest, name + ": best test error");
    checkNumber(sweep[0]["test"], facts.testOfOne, name + ": test error of one expert");
    checkNumber(sweep[99]["test"], facts.testOfHundred, name + ": test error of 100 experts");
    checkNumber(result["errors"]["test"], facts.bestTest, name + ": test error as it starts");
}

void checkDecomposition()
{
    const nlohmann::json errors = resultOf(tradeoff::readScenario(presetText("paper")))["errors"];
    checkNumber(errors["noise"], 0.1, "noise");
    checkNumber(errors["approximation"], 0.00312115524925, "approximation error");
    checkNumber(errors["test"],
                errors["noise"].get<double>() + errors["approximation"].get<double>() +
                    errors["estimation"].get<double>(),
                "the test error, the sum of its three parts,");
}

void checkRefusal()
{
    std::string line = "nothing";
    try {
        static_cast<void>(tradeoff::withField(tradeoff::defaultScenario(), "density.sd", "-1"));
    } catch (const tradeoff::InputError& error) {
        line = error.line();
    }
    check(line.rfind("/density/sd: ", 0) == 0, "a negative sd is refused at its place: " + line);
}

void checkRoundTrip()
{
    const tradeoff::Scenario scenario = tradeoff::readScenario(presetText("paper"));
    check(tradeoff::readScenario(tradeoff::writeScenario(scenario)) == scenario,
          "a scenario that is written and read is the same");
}

} // namespace

int main()
{
    try {
        checkFacts({"paper", 10, 0.109295521756, 0.230192221682, 0.167082242271});
        checkFacts({"paper-uniform", 19, 0.112285994898, 0.230192221682, 0.143111596192});
        checkFacts({"paper-small-sample", 7, 0.125338528726, 0.233627926483, 0.341734785884});
        checkDecomposition();
        checkRefusal();
        checkRoundTrip();
    } catch (const std::exception& error) {
        check(false, std::string("no exception: ") + error.what());
    }
    std::printf("%d failed\n", failures);
    return failures == 0 ? 0 : 1;
}
