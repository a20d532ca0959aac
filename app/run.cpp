// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run.h"

#include "app/arguments.h"
#include "app/command_line.h"
#include "app/listing.h"
#include "app/output.h"
#include "app/render.h"
#include "app/scenario_source.h"
#include "app/window.h"
#include "core/json_parse.h"
#include "core/result_json.h"

#include <cstdio>
#include <exception>
#include <string>

namespace tradeoff::app {
namespace {

constexpr int done = 0;
constexpr int failed = 1;
constexpr int refused = 2;

/// Does one command and returns the exit status.
struct Runner {
    int operator()(const WindowCommand& command) const { return runWindow(command); }

    int operator()(const ComputeCommand& command) const
    {
        const Result result = computed(command.source);
        writeOutput(command.output, QByteArray::fromStdString(writeResult(result)));
        return done;
    }

    int operator()(const RenderCommand& command) const
    {
        render(command);
        return done;
    }

    int operator()(const ListCommand& command) const { return print(listing(command.what)); }
    int operator()(const HelpCommand& /*command*/) const { return print(helpText()); }
    int operator()(const VersionCommand& /*command*/) const { return print(versionText()); }

private:
    static int print(const QString& text)
    {
        writeOutput({}, text.toUtf8());
        return done;
    }
};

int report(const char* message, int status)
{
    // Names and values come from outside: whatever they hold, it stays one line.
    const std::string line = readableText(message, std::size_t{2000});
    std::fprintf(stderr, "tradeoff-lab: %s\n", line.c_str());
    return status;
}

} // namespace

int run(const QStringList& arguments)
{
    try {
        return std::visit(Runner(), parseCommandLine(arguments));
    } catch (const UsageError& error) {
        return report(error.what(), refused);
    } catch (const RefusedInput& error) {
        return report(error.what(), refused);
    } catch (const std::bad_alloc&) {
        return report("there is not enough memory for this", failed);
    } catch (const std::exception& error) {
        return report(error.what(), failed);
    }
}

} // namespace tradeoff::app
