package main

import (
	"encoding/json"
	"log"
	"os"
	"time"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/ext"
)

type rule struct {
	id, effect  string
	when, until cel.Program
}

type ruleSet []rule

var severity = map[string]int{"clear": 0, "defer": 1, "refer": 2, "exclude": 3}

func load(path string) ruleSet {
	entry := cel.MapType(cel.StringType, cel.DynType)
	env := must(cel.NewEnv(
		cel.Variable("treatment", cel.IntType),
		cel.Variable("depth", cel.StringType),
		cel.Variable("zones", cel.ListType(cel.StringType)),
		cel.Variable("medications", cel.ListType(entry)),
		cel.Variable("conditions", cel.ListType(entry)),
		cel.Variable("has_session", cel.BoolType),
		cel.Variable("last_session", cel.IntType),
		ext.Math(),
		cel.Function("months_later", cel.Overload("months_later_int_int",
			[]*cel.Type{cel.IntType, cel.IntType}, cel.IntType,
			cel.BinaryBinding(func(day, months ref.Val) ref.Val {
				return types.Int(monthsLater(int64(day.(types.Int)), int(months.(types.Int))))
			}))),
	))
	compile := func(text string) cel.Program {
		if text == "" {
			return nil
		}
		ast, issues := env.Compile(text)
		if issues.Err() != nil {
			log.Fatalf("cel: %s: %v", text, issues.Err())
		}
		return must(env.Program(ast, cel.EvalOptions(cel.OptOptimize)))
	}

	var written []struct{ ID, Effect, When, Until string }
	if err := json.Unmarshal(must(os.ReadFile(path)), &written); err != nil {
		log.Fatal("cel: ", err)
	}
	rules := make(ruleSet, 0, len(written))
	for _, w := range written {
		rules = append(rules, rule{w.ID, w.Effect, compile(w.When), compile(w.Until)})
	}
	return rules
}

// monthsLater is the same day some months later; one that does not exist rolls to the 1st of the following month.
func monthsLater(day int64, months int) int64 {
	year, month, date := time.Unix(day*86400, 0).UTC().Date()
	end := time.Date(year, month+time.Month(months), date, 0, 0, 0, 0, time.UTC)
	if end.Day() != date {
		end = time.Date(end.Year(), end.Month(), 1, 0, 0, 0, 0, time.UTC)
	}
	return end.Unix() / 86400
}

// input is what the programs read, in CEL's own values, so that no evaluation converts them again.
type input struct {
	variables cel.Activation
	treatment int64
}

func prepare(p *patient) input {
	medications := make([]ref.Val, len(p.Medications))
	for i, m := range p.Medications {
		medications[i] = types.NewRefValMap(types.DefaultTypeAdapter, map[ref.Val]ref.Val{
			types.String("substance"): types.String(m.Substance),
			types.String("last"):      types.Int(m.Last),
		})
	}
	conditions := make([]ref.Val, len(p.Conditions))
	for i, c := range p.Conditions {
		conditions[i] = types.NewRefValMap(types.DefaultTypeAdapter, map[ref.Val]ref.Val{
			types.String("code"):      types.String(c.Code),
			types.String("active"):    types.Bool(c.Active),
			types.String("site"):      types.String(c.Site),
			types.String("diagnosed"): types.Bool(c.Diagnosed),
		})
	}
	session := types.Int(0)
	if p.LastSession != nil {
		session = types.Int(*p.LastSession)
	}
	return input{must(cel.NewActivation(map[string]any{
		"treatment":    types.Int(p.Treatment),
		"depth":        types.String(p.Depth),
		"zones":        types.NewStringList(types.DefaultTypeAdapter, p.Zones),
		"medications":  types.NewRefValList(types.DefaultTypeAdapter, medications),
		"conditions":   types.NewRefValList(types.DefaultTypeAdapter, conditions),
		"has_session":  types.Bool(p.LastSession != nil),
		"last_session": session,
	})), p.Treatment}
}

func run(program cel.Program, on input) ref.Val {
	value, _, err := program.Eval(on.variables)
	if err != nil {
		log.Fatal("cel: ", err)
	}
	return value
}

func (rules ruleSet) decide(on input) answer {
	given := answer{verdict: "clear", earliest: on.treatment}
	for i := range rules {
		r := &rules[i]
		if run(r.when, on) != types.True {
			continue
		}
		given.fired = append(given.fired, r.id)
		if severity[r.effect] > severity[given.verdict] {
			given.verdict = r.effect
		}
		if r.until != nil && severity[given.verdict] < severity["refer"] {
			given.earliest = max(given.earliest, int64(run(r.until, on).(types.Int)))
		}
	}
	if severity[given.verdict] >= severity["refer"] {
		given.earliest = -1
	}
	return given
}
